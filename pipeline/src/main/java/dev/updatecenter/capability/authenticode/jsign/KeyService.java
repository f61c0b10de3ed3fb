package dev.updatecenter.capability.authenticode.jsign;

import java.util.Arrays;
import java.util.Optional;
import net.jsign.KeyStoreType;

/** The key services that are reached through jsign's key stores. */
public enum KeyService {
  /** Azure Key Vault: a certificate of a vault. */
  AZURE_KEY_VAULT("azurekeyvault", KeyStoreType.AZUREKEYVAULT, false, "azurekeyvault:VAULT/NAME"),
  /** Azure Trusted Signing: a certificate profile of an account. */
  TRUSTED_SIGNING(
      "trustedsigning",
      KeyStoreType.TRUSTEDSIGNING,
      false,
      "trustedsigning:weu.codesigning.azure.net/ACCOUNT/PROFILE"),
  /** AWS KMS: a key by its id, its ARN or an alias. */
  AWS_KMS("awskms", KeyStoreType.AWS, true, "awskms:eu-west-1/alias/NAME"),
  /** Google Cloud KMS: a version of a key. */
  GOOGLE_KMS(
      "gcpkms",
      KeyStoreType.GOOGLECLOUD,
      true,
      "gcpkms:projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/1"),
  /** HashiCorp Vault: a version of a key of the transit engine. */
  HASHICORP_VAULT(
      "hashivault",
      KeyStoreType.HASHICORPVAULT,
      true,
      "hashivault:https://vault.example.com:8200/v1/transit/NAME:1");

  private final String scheme;
  private final KeyStoreType type;
  private final boolean keysAlone;
  private final String form;

  KeyService(String scheme, KeyStoreType type, boolean keysAlone, String form) {
    this.scheme = scheme;
    this.type = type;
    this.keysAlone = keysAlone;
    this.form = form;
  }

  /** The service of an address's scheme. */
  static Optional<KeyService> ofScheme(String scheme) {
    return Arrays.stream(values()).filter(s -> s.scheme.equals(scheme)).findFirst();
  }

  /** How its addresses begin, without the colon. */
  public String scheme() {
    return scheme;
  }

  KeyStoreType type() {
    return type;
  }

  /** It holds no certificates: they come from {@code keys.certificates}. */
  boolean keysAlone() {
    return keysAlone;
  }

  /** What it takes of a credential when none is configured: what its machine gives it. */
  public boolean findsCredentials() {
    return this == AWS_KMS;
  }

  String form() {
    return form;
  }
}
