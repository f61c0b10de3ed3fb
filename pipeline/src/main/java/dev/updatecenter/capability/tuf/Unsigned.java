package dev.updatecenter.capability.tuf;

import static java.util.stream.Collectors.joining;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Json;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Metadata before it is signed. The only way from here to a file is through {@link #sign}, so
 * metadata without its signatures cannot be published.
 *
 * @param role the role that it is for
 * @param content what is to be signed
 */
record Unsigned<T extends Metadata>(RoleName role, T content) {
  /**
   * Signs with those signers whose key the role knows, and no others.
   *
   * @param authorities each must be met; a new root has two: the trusted one and itself
   * @throws UpdateCenterException UC5014 if too few signers are at hand, UC5016 if a signer gives a
   *     signature that its own key refuses, UC5017 if the file is larger than devices read, UC5060
   *     if it is larger than a publisher makes it
   */
  Signed<T> sign(List<MetadataSigner> signers, List<RoleKeys> authorities) {
    return sign(signers, authorities, Map.of(), Set.of());
  }

  /**
   * The same with signatures that others gave.
   *
   * @param given of this content, verified; those of keys that the role does not know are left out
   * @param others keys that sign too although the role does not know them yet: clients pass over
   *     their signatures until a root names them
   */
  Signed<T> sign(
      List<MetadataSigner> signers,
      List<RoleKeys> authorities,
      Map<ContentDigest, byte[]> given,
      Set<ContentDigest> others) {
    byte[] canonical = CanonicalJson.bytes(content.toPlain());
    Map<ContentDigest, byte[]> signatures = new LinkedHashMap<>();
    given.forEach(
        (id, signature) -> {
          if (authorities.stream().anyMatch(keys -> keys.keyIds().contains(id))) {
            signatures.put(id, signature);
          }
        });
    for (MetadataSigner signer : signers) {
      ContentDigest id = signer.key().id();
      boolean known =
          others.contains(id) || authorities.stream().anyMatch(keys -> keys.keyIds().contains(id));
      if (known && !signatures.containsKey(id)) {
        signatures.put(id, signature(signer, canonical));
      }
    }
    for (RoleKeys authority : authorities) {
      requireThreshold(authority, signatures);
    }
    byte[] bytes = envelope(signatures);
    if (bytes.length > role.maxBytes()) {
      throw tooLarge(bytes.length);
    }
    if (bytes.length > role.maxPublishedBytes()) {
      throw grown(bytes.length);
    }
    return new Signed<>(role.fileName(), content, bytes, canonical, signatures);
  }

  private byte[] signature(MetadataSigner signer, byte[] canonical) {
    byte[] signature = signer.sign(canonical.clone());
    if (!signer.key().verifies(canonical, signature)) {
      throw refusesItself(role, signer.key());
    }
    return signature;
  }

  static UpdateCenterException refusesItself(RoleName role, TufKey key) {
    return UpdateCenterException.error(
            "UC5016", ExitCode.FAILED, "a signer gave a signature that its own key refuses")
        .where(role)
        .why("key " + key + " does not verify it")
        .fix("check that private and public key belong together")
        .state("nothing was published")
        .build();
  }

  private void requireThreshold(RoleKeys authority, Map<ContentDigest, byte[]> signatures) {
    long made = authority.keyIds().stream().filter(signatures::containsKey).count();
    if (made < authority.threshold()) {
      throw UpdateCenterException.error(
              "UC5014",
              ExitCode.NOT_ALLOWED,
              "role "
                  + role
                  + " needs "
                  + authority.threshold()
                  + " signatures; "
                  + made
                  + " of its keys are at hand")
          .where(role)
          .why("devices refuse metadata below its threshold")
          .fix(
              "bring back keys of these, 'ducctl keys list' shows where they are looked for: "
                  + authority.keyIds().stream().map(ContentDigest::hex).collect(joining(", "))
                  + "; one that is lost is replaced by 'ducctl keys rotate "
                  + role
                  + "'")
          .state("nothing was published")
          .build();
    }
  }

  private byte[] envelope(Map<ContentDigest, byte[]> signatures) {
    List<Map<String, Object>> entries = new ArrayList<>();
    signatures.forEach(
        (id, signature) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("keyid", id.hex());
          entry.put("sig", HexFormat.of().formatHex(signature));
          entries.add(entry);
        });
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("signatures", entries);
    envelope.put("signed", content.toPlain());
    return Json.bytes(envelope);
  }

  private UpdateCenterException tooLarge(int length) {
    return UpdateCenterException.error(
            "UC5017",
            ExitCode.FAILED,
            role + " would have " + length + " bytes; devices read " + role.maxBytes())
        .where(role)
        .fix("retire old releases, or delegate part of the targets to another role")
        .state("nothing was published")
        .build();
  }

  private UpdateCenterException grown(int length) {
    return UpdateCenterException.error(
            "UC5060",
            ExitCode.FAILED,
            role
                + " would have "
                + length
                + " bytes; a publisher writes at most "
                + role.maxPublishedBytes())
        .where(role)
        .why("every device fetches the file again whenever it changes")
        .fix("let releases go that no ring names any more: ducctl repo gc")
        .state("nothing was published")
        .build();
  }
}
