package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.capability.authenticode.pkcs11.TokenObjects.TokenObject;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Finds the one key that an address names, with what belongs to it. */
final class TokenKeyFinder {
  private final Token token;
  private final TokenObjects objects;
  private final TokenCertificates certificates;
  private final Pkcs11Uri uri;
  private final TokenFaults faults;

  TokenKeyFinder(Token token, Pkcs11Uri uri, TokenFaults faults) {
    this.token = token;
    this.objects = token.objects();
    this.certificates = new TokenCertificates(objects);
    this.uri = uri;
    this.faults = faults;
  }

  TokenKey privateKey() throws CryptokiException {
    TokenObject found = one();
    String algorithm = algorithm(found);
    // PKCS #11 2.40, 4.9 CKA_ALWAYS_AUTHENTICATE: the PIN again for each signature.
    if (objects.isTrue(found.handle(), Attribute.CKA_ALWAYS_AUTHENTICATE)) {
      throw faults.unusableKey("the token wants the PIN again for every signature of it");
    }
    List<TokenObject> leaves = objects.belonging(Attribute.CKO_CERTIFICATE, found);
    if (leaves.size() > 1) {
      throw faults.manyObjects(
          "certificate of one key", leaves.stream().map(TokenObject::shown).toList());
    }
    Optional<X509Certificate> leaf = leaves.stream().findFirst().flatMap(certificates::certificate);
    Optional<PublicKey> publicKey =
        leaf.isPresent() ? leaf.map(X509Certificate::getPublicKey) : publicObject(found);
    return new TokenKey(
        new TokenPrivateKey(token, algorithm, found.handle()),
        new TokenProvider(),
        publicKey,
        leaf.isPresent() ? certificates.chain(leaf.get()) : List.of());
  }

  private TokenObject one() throws CryptokiException {
    List<TokenObject> found = objects.find(Attribute.CKO_PRIVATE_KEY, uri.object(), uri.id());
    if (found.isEmpty()) {
      throw faults.noKey(
          objects.all(Attribute.CKO_PRIVATE_KEY).stream().map(TokenObject::shown).toList());
    }
    if (found.size() > 1) {
      throw faults.manyObjects("private key", found.stream().map(TokenObject::shown).toList());
    }
    return found.get(0);
  }

  private String algorithm(TokenObject key) {
    long type = objects.number(key.handle(), Attribute.CKA_KEY_TYPE);
    if (type == Attribute.CKK_RSA) {
      return "RSA";
    }
    if (type == Attribute.CKK_EC) {
      return "EC";
    }
    throw faults.unusableKey("it is neither RSA nor EC (CKA_KEY_TYPE " + type + ")");
  }

  private Optional<PublicKey> publicObject(TokenObject key) throws CryptokiException {
    return objects.belonging(Attribute.CKO_PUBLIC_KEY, key).stream()
        .flatMap(o -> certificates.publicKey(o).stream())
        .findFirst();
  }

  /** From a certificate or a public key object of the name that the address gives. */
  PublicKey publicKey() throws CryptokiException {
    List<PublicKey> shown =
        java.util.stream.Stream.concat(
                objects.find(Attribute.CKO_PUBLIC_KEY, uri.object(), uri.id()).stream()
                    .flatMap(o -> certificates.publicKey(o).stream()),
                objects.find(Attribute.CKO_CERTIFICATE, uri.object(), uri.id()).stream()
                    .flatMap(o -> certificates.certificate(o).stream())
                    .map(X509Certificate::getPublicKey))
            .distinct()
            .toList();
    if (shown.isEmpty()) {
      throw faults.noPublicHalf();
    }
    if (shown.size() > 1) {
      throw faults.manyObjects("public key", List.of(shown.size() + " different ones"));
    }
    return shown.get(0);
  }
}
