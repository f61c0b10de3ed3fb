package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Node;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link Proposal} as JSON. What is read is believed nothing that it does not prove. */
public final class ProposalJson {
  private ProposalJson() {}

  static MetadataType<? extends Metadata> type(RoleName role) {
    return role.equals(RoleName.ROOT) ? MetadataType.ROOT : MetadataType.TARGETS;
  }

  /** Its members, to be written beside others. */
  public static Map<String, Object> toPlain(Proposal proposal) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("role", proposal.role().value());
    plain.put("digest", proposal.digest().hex());
    plain.put("signed", proposal.content().toPlain());
    proposal.base().ifPresent(base -> plain.put("base", base.toPlain()));
    plain.put("signatories", proposal.signatories().stream().map(Signatory::toPlain).toList());
    List<Map<String, Object>> signatures = new ArrayList<>();
    proposal
        .signatures()
        .forEach(
            (id, bytes) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("keyid", id.hex());
              entry.put("sig", HexFormat.of().formatHex(bytes));
              signatures.add(entry);
            });
    plain.put("signatures", signatures);
    return plain;
  }

  /**
   * Reads one, and checks that its digest is that of what is signed and that every signature
   * verifies. Whether this is what a repository asked for, only its publisher knows.
   *
   * @throws TufVerificationException when it is malformed or was altered
   */
  public static Proposal read(Node node, String file) throws TufVerificationException {
    MetadataFields fields = MetadataFields.of(node, file);
    RoleName role = role(fields);
    MetadataFields signed = fields.object("signed");
    Metadata content = type(role).read(signed);
    byte[] canonical = canonical(signed);
    ContentDigest digest = ContentDigest.of(canonical);
    if (!digest.equals(fields.digest("digest"))) {
      throw fields.malformed("'digest' is not that of 'signed', which is " + digest);
    }
    // What this program does not understand nobody is asked to sign.
    if (!digest.equals(ContentDigest.of(CanonicalJson.bytes(content.toPlain())))) {
      throw signed.malformed("it says more than this program understands");
    }
    Optional<MetadataVersion> baseVersion = Optional.empty();
    Optional<Metadata> base = Optional.empty();
    if (fields.has("base")) {
      base = Optional.of(type(role).read(fields.object("base")));
      baseVersion = base.map(Metadata::version);
    }
    requireBase(fields, base, content);
    Proposal unsigned =
        new Proposal(role, content, baseVersion, base, signatories(fields, base, content), Map.of());
    return new Proposal(
        role,
        content,
        baseVersion,
        base,
        unsigned.signatories(),
        signatures(fields, unsigned, canonical));
  }

  /** A root stands on the one before it (TUF 5.3.5); nobody signs one that hides that. */
  private static void requireBase(
      MetadataFields fields, Optional<Metadata> base, Metadata content)
      throws MalformedMetadataException {
    long before = base.map(old -> old.version().value()).orElse(0L);
    boolean follows =
        content instanceof Root
            ? before + 1 == content.version().value()
            : before < content.version().value();
    if (!follows) {
      throw fields.malformed("'base' is version " + before + " of " + content.version());
    }
  }

  /** Those of a root follow from it and the one before; a file may not say otherwise. */
  private static List<Signatory> signatories(
      MetadataFields fields, Optional<Metadata> base, Metadata content)
      throws MalformedMetadataException {
    List<Signatory> all = new ArrayList<>();
    for (MetadataFields each : fields.objects("signatories")) {
      all.add(Signatory.parse(each));
    }
    if (all.isEmpty()) {
      throw fields.malformed("'signatories' names who signs");
    }
    if (content instanceof Root root) {
      List<Signatory> own = ofRoot(base.map(Root.class::cast), root);
      if (!own.equals(all)) {
        throw fields.malformed("'signatories' are not those of the root and the one before it");
      }
    }
    return all;
  }

  /** TUF 5.3.4: the keys of the root before and those of the root itself. */
  static List<Signatory> ofRoot(Optional<Root> before, Root root) {
    List<Signatory> all = new ArrayList<>();
    before.ifPresent(old -> all.add(of(old)));
    all.add(of(root));
    return all;
  }

  private static Signatory of(Root root) {
    return Signatory.of("root " + root.version(), root.role(RoleName.ROOT), root.keys());
  }

  private static Map<ContentDigest, byte[]> signatures(
      MetadataFields fields, Proposal proposal, byte[] canonical)
      throws MalformedMetadataException {
    Map<ContentDigest, byte[]> signatures = new LinkedHashMap<>();
    for (MetadataFields entry : fields.objects("signatures")) {
      ContentDigest id = entry.digest("keyid");
      byte[] bytes = Signed.hex(entry);
      TufKey key =
          proposal.key(id).orElseThrow(() -> entry.malformed("key " + id + " is not asked"));
      if (!key.verifies(canonical, bytes)) {
        throw entry.malformed("the signature of key " + id + " does not verify");
      }
      if (signatures.put(id, bytes) != null) {
        throw entry.malformed("a key signs once");
      }
    }
    return signatures;
  }

  private static RoleName role(MetadataFields fields) throws MalformedMetadataException {
    try {
      RoleName role = new RoleName(fields.text("role"));
      if (role.equals(RoleName.SNAPSHOT) || role.equals(RoleName.TIMESTAMP)) {
        throw fields.malformed("'" + role + "' is signed online");
      }
      return role;
    } catch (IllegalArgumentException e) {
      throw fields.malformed("" + e.getMessage());
    }
  }

  private static byte[] canonical(MetadataFields signed) throws MalformedMetadataException {
    try {
      return CanonicalJson.bytes(signed.node());
    } catch (IllegalArgumentException e) {
      throw signed.malformed("no canonical JSON: " + e.getMessage());
    }
  }
}
