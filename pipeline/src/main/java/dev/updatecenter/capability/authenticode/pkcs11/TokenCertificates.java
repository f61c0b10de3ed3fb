package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.capability.authenticode.pkcs11.TokenObjects.TokenObject;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What a token shows of the public side of its keys. */
final class TokenCertificates {
  private static final int LONGEST_CHAIN = 10;

  private final TokenObjects objects;

  TokenCertificates(TokenObjects objects) {
    this.objects = objects;
  }

  /** A certificate; empty where the object is none that can be read. */
  Optional<X509Certificate> certificate(TokenObject object) {
    Optional<byte[]> der = objects.bytes(object.handle(), Attribute.CKA_VALUE);
    if (der.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der.get())));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  /** The certificate and those above it that the token has too, leaf first. */
  List<X509Certificate> chain(X509Certificate leaf) throws CryptokiException {
    List<X509Certificate> others =
        objects.all(Attribute.CKO_CERTIFICATE).stream()
            .flatMap(o -> certificate(o).stream())
            .toList();
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    for (Optional<X509Certificate> next = issuer(leaf, others);
        next.isPresent() && chain.size() < LONGEST_CHAIN && !chain.contains(next.get());
        next = issuer(next.get(), others)) {
      chain.add(next.get());
    }
    return chain;
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate of, List<X509Certificate> others) {
    return others.stream()
        .filter(o -> o.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
        .filter(o -> signed(of, o))
        .findFirst();
  }

  private static boolean signed(X509Certificate certificate, X509Certificate by) {
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** A public key object (PKCS #11 2.40, 2.1.2 and 2.3.3); empty where it cannot be read. */
  Optional<PublicKey> publicKey(TokenObject object) {
    long type = objects.number(object.handle(), Attribute.CKA_KEY_TYPE);
    try {
      if (type == Attribute.CKK_RSA) {
        return rsa(object.handle());
      }
      return type == Attribute.CKK_EC ? ec(object.handle()) : Optional.empty();
    } catch (GeneralSecurityException | java.io.IOException | RuntimeException e) {
      // Whatever a token says of a public key that is none.
      return Optional.empty();
    }
  }

  private Optional<PublicKey> rsa(long handle) throws GeneralSecurityException {
    Optional<byte[]> modulus = objects.bytes(handle, Attribute.CKA_MODULUS);
    Optional<byte[]> exponent = objects.bytes(handle, Attribute.CKA_PUBLIC_EXPONENT);
    if (modulus.isEmpty() || exponent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(
                    new BigInteger(1, modulus.get()), new BigInteger(1, exponent.get()))));
  }

  private Optional<PublicKey> ec(long handle) throws GeneralSecurityException, java.io.IOException {
    Optional<byte[]> parameters = objects.bytes(handle, Attribute.CKA_EC_PARAMS);
    Optional<byte[]> point = objects.bytes(handle, Attribute.CKA_EC_POINT);
    if (parameters.isEmpty() || point.isEmpty()) {
      return Optional.empty();
    }
    // The point is DER of an OCTET STRING; its content is SEC 1's ECPoint.
    byte[] encoded = ASN1OctetString.getInstance(point.get()).getOctets();
    SubjectPublicKeyInfo info =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(
                X9ObjectIdentifiers.id_ecPublicKey, ASN1Primitive.fromByteArray(parameters.get())),
            encoded);
    return Optional.of(
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(info.getEncoded())));
  }
}
