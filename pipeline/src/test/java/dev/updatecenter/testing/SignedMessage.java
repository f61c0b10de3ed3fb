package dev.updatecenter.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;

/**
 * Takes a SignedData (RFC 2315 9.1) apart to its parts and puts it together again, changed where no
 * signature covers it.
 */
public final class SignedMessage {
  private static final int DIGESTS = 1;
  private static final int UNSIGNED = 1;

  private final ASN1Encodable type;
  private final List<ASN1Encodable> parts;

  /** Reads a ContentInfo. */
  public SignedMessage(byte[] der) throws IOException {
    ASN1Sequence info = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
    type = info.getObjectAt(0);
    ASN1TaggedObject content = ASN1TaggedObject.getInstance(info.getObjectAt(1));
    parts = parts(ASN1Sequence.getInstance(content, true));
  }

  /** Lets its signer stand there twice. */
  public SignedMessage signTwice() {
    ASN1Encodable signer = signer();
    parts.set(parts.size() - 1, new DLSet(new ASN1Encodable[] {signer, signer}));
    return this;
  }

  /** Names the hash without the NULL that most put behind it, or with it. */
  public SignedMessage digest(ASN1Encodable algorithm) {
    parts.set(DIGESTS, new DLSet(algorithm));
    return this;
  }

  /** The values of an unsigned attribute. */
  public ASN1Set unsigned(String oid) {
    for (ASN1Encodable each : unsigned()) {
      ASN1Sequence attribute = ASN1Sequence.getInstance(each);
      if (attribute.getObjectAt(0).equals(new ASN1ObjectIdentifier(oid))) {
        return ASN1Set.getInstance(attribute.getObjectAt(1));
      }
    }
    throw new IllegalArgumentException("no unsigned attribute " + oid);
  }

  /** Puts an unsigned attribute in, in place of one of the same kind. */
  public SignedMessage unsigned(String oid, byte[] value) throws IOException {
    ASN1ObjectIdentifier kind = new ASN1ObjectIdentifier(oid);
    List<ASN1Encodable> attributes = new ArrayList<>();
    for (ASN1Encodable each : unsigned()) {
      if (!ASN1Sequence.getInstance(each).getObjectAt(0).equals(kind)) {
        attributes.add(each);
      }
    }
    attributes.add(sequence(List.of(kind, new DLSet(ASN1Primitive.fromByteArray(value)))));
    List<ASN1Encodable> signer = parts(signer());
    signer.set(
        signer.size() - 1,
        new DLTaggedObject(false, UNSIGNED, new DLSet(attributes.toArray(ASN1Encodable[]::new))));
    parts.set(parts.size() - 1, new DLSet(sequence(signer)));
    return this;
  }

  /** The ContentInfo as it is now. */
  public byte[] bytes() throws IOException {
    return sequence(List.of(type, new DLTaggedObject(true, 0, sequence(parts))))
        .getEncoded(ASN1Encoding.DL);
  }

  private ASN1Sequence signer() {
    return ASN1Sequence.getInstance(
        ASN1Set.getInstance(parts.get(parts.size() - 1)).getObjectAt(0));
  }

  /** Those of a signer that has some: its last part. */
  private ASN1Set unsigned() {
    ASN1Sequence signer = signer();
    return ASN1Set.getInstance(
        ASN1TaggedObject.getInstance(signer.getObjectAt(signer.size() - 1)), false);
  }

  private static List<ASN1Encodable> parts(ASN1Sequence sequence) {
    return new ArrayList<>(List.of(sequence.toArray()));
  }

  private static ASN1Sequence sequence(List<ASN1Encodable> parts) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    parts.forEach(all::add);
    return new DLSequence(all);
  }
}
