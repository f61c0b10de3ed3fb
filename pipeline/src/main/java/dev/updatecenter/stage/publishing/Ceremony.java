package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.Proposal;
import dev.updatecenter.capability.tuf.ProposalJson;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A file that goes from key holder to key holder: metadata that is to be signed, and what it is
 * for.
 *
 * @param product whose metadata
 * @param act what it is signed for
 * @param created when it was proposed
 * @param proposal what is signed, by whom
 */
public record Ceremony(ProductName product, MetadataAct act, Instant created, Proposal proposal) {
  /** The largest file that is read: a role's file with what it replaces. */
  public static final int MAX_BYTES = 32 << 20;

  /** Of its values: a tree of them takes far more memory than their text. */
  private static final int MAX_VALUES = 1_000_000;

  private static final long SCHEMA_VERSION = 1;
  private static final String KIND = "Ceremony";

  /** The role whose metadata it is. */
  public RoleName role() {
    return proposal.role();
  }

  /** The same with other signatures. */
  public Ceremony with(Proposal signed) {
    return new Ceremony(product, act, created, signed);
  }

  /** The file. */
  public byte[] toJson() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("schemaVersion", SCHEMA_VERSION);
    plain.put("kind", KIND);
    plain.put("product", product.value());
    plain.put("act", act.kind().wireName());
    act.role().ifPresent(role -> plain.put("actRole", role.value()));
    plain.put("created", created.toString());
    plain.putAll(ProposalJson.toPlain(proposal));
    return (Json.pretty(plain) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file; every signature in it verifies, and its digest is that of what is signed.
   *
   * @param name in messages
   * @throws UpdateCenterException exit 11 for a file that is malformed or was altered
   */
  public static Ceremony read(byte[] bytes, String name) {
    if (separators(bytes) > MAX_VALUES) {
      throw refused(name, "it has more than " + MAX_VALUES + " values", null);
    }
    try {
      Node node = Json.read(bytes, name);
      if (!node.get("schemaVersion")
              .flatMap(Node::integer)
              .equals(java.util.Optional.of(SCHEMA_VERSION))
          || !node.text("kind").equals(java.util.Optional.of(KIND))) {
        throw refused(name, "it is no ceremony of schemaVersion " + SCHEMA_VERSION, null);
      }
      return new Ceremony(
          new ProductName(node.text("product").orElseThrow()),
          act(node),
          Instant.parse(node.text("created").orElseThrow()),
          ProposalJson.read(node, name));
    } catch (MalformedDocumentException
        | TufVerificationException
        | NoSuchElementException
        | DateTimeParseException
        | IllegalArgumentException e) {
      throw refused(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static int separators(byte[] json) {
    int count = 0;
    for (byte each : json) {
      if (each == ',' || each == '[' || each == '{') {
        count++;
      }
    }
    return count;
  }

  private static MetadataAct act(Node node) {
    String kind = node.text("act").orElseThrow();
    return new MetadataAct(
        MetadataAct.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        node.text("actRole").map(RoleName::new));
  }

  private static UpdateCenterException refused(
      String name, String why, @org.jspecify.annotations.Nullable Exception cause) {
    UpdateCenterException.Builder error =
        UpdateCenterException.error(
                "UC5069", ExitCode.UNTRUSTED, "this is no ceremony file, or it was altered")
            .where(name)
            .why(why)
            .fix("take the file that 'ducctl keys ceremony export' wrote, or export it again")
            .state("nothing was signed or published");
    return (cause == null ? error : error.cause(cause)).build();
  }
}
