package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.RepositoryKeys;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The P-256 keys of a product's metadata roles, one file a role in the home. */
public final class RoleKeyFiles {
  private final Path folder;

  RoleKeyFiles(Home home, ProductName product) {
    this.folder = home.keys().resolve("roles").resolve(product.value());
  }

  /** The roles that have no key yet. */
  public List<RoleName> missing(List<RingName> rings) {
    return RepositoryRoles.all(rings).stream().filter(r -> !file(r).exists()).toList();
  }

  /** Makes a key for every role that has none. */
  public void generate(List<RingName> rings) {
    try {
      for (RoleName role : missing(rings)) {
        file(role).generate(new SecureRandom());
      }
    } catch (IOException e) {
      throw UpdateCenterException.error("UC1044", ExitCode.DISK, "a role key cannot be kept")
          .where(folder)
          .why(String.valueOf(e))
          .fix("check the disk's space and the folder's owner")
          .state("nothing was published")
          .cause(e)
          .build();
    }
  }

  /** The keys of every role. */
  public RepositoryKeys load(List<RingName> rings) {
    Map<RoleName, List<MetadataSigner>> signers = new LinkedHashMap<>();
    RepositoryRoles.all(rings).forEach(role -> signers.put(role, List.of(file(role).load())));
    return new RepositoryKeys(signers);
  }

  /**
   * The key of a role.
   *
   * @param file where it lies, or would
   * @param id of its public half, as TUF 4.2 has it; empty while there is none
   */
  public record RoleKey(RoleName role, Path file, Optional<ContentDigest> id) {}

  /** What there is for each role. */
  public List<RoleKey> list(List<RingName> rings) {
    return RepositoryRoles.all(rings).stream().map(this::roleKey).toList();
  }

  private RoleKey roleKey(RoleName role) {
    KeyFile file = file(role);
    return new RoleKey(
        role, file.path(), file.exists() ? Optional.of(file.load().key().id()) : Optional.empty());
  }

  private KeyFile file(RoleName role) {
    return new KeyFile(folder, role.value());
  }
}
