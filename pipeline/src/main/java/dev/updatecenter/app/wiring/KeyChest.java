package dev.updatecenter.app.wiring;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.capability.authenticode.KeyUseLimit;
import dev.updatecenter.capability.authenticode.MachineKeyUse;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.SigningKey.Custody;
import dev.updatecenter.capability.authenticode.TurnTakingKey;
import dev.updatecenter.capability.authenticode.jsign.Pkcs12Key;
import dev.updatecenter.capability.authenticode.jsign.ServiceAddress;
import dev.updatecenter.capability.authenticode.jsign.ServiceKey;
import dev.updatecenter.capability.authenticode.pkcs11.Pkcs11Uri;
import dev.updatecenter.capability.authenticode.pkcs11.TokenKey;
import dev.updatecenter.capability.authenticode.pkcs11.Tokens;
import dev.updatecenter.capability.tuf.ForeignMetadataSigner;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a configuration names, each opened when it is first needed and once a process;
 * tokens are closed at the end. Safe from many threads.
 */
final class KeyChest implements AutoCloseable {
  private final Configuration configuration;
  private final Home home;
  private final Clock clock;
  private final Tokens tokens;
  private @Nullable SigningKey release;

  KeyChest(Configuration configuration, Home home, Clock clock) {
    this.configuration = configuration;
    this.home = home;
    this.clock = clock;
    TokenLocks locks = new TokenLocks(configuration.signing());
    int limit = configuration.signing().limit(Custody.TOKEN);
    this.tokens = new Tokens(token -> new MachineKeyUse(new KeyUseLimit(limit), locks.file(token)));
  }

  /** Where the release key lives; nothing is opened. */
  Custody custody() {
    return keys().release().map(KeyAddress::custody).orElse(Custody.FILE);
  }

  /** The throw-away chain of a home. */
  LabPki pki() throws IOException {
    return LabPki.openOrCreate(home.create().keys().resolve("lab"), clock, new SecureRandom());
  }

  /** What {@code keys.certificates} has; only where it is set. */
  List<X509Certificate> configuredChain() {
    return CertificateChainFile.read(keys().certificates().orElseThrow());
  }

  /**
   * The release key, with a limit to its use.
   *
   * @throws UpdateCenterException exit 2, 4, 5, 7 or 13 when it cannot be used
   */
  synchronized SigningKey release() throws IOException {
    if (release == null) {
      release = opened();
    }
    return release;
  }

  private SigningKey opened() throws IOException {
    if (keys().release().isEmpty()) {
      LabPki pki = pki();
      return limited(SigningKey.ofFile(pki.release().key(), pki.release().chain()));
    }
    KeyAddress address = keys().release().get();
    if (address instanceof KeyAddress.InToken token) {
      return ofToken(token.uri());
    }
    SigningKey key =
        address instanceof KeyAddress.InFile file
            ? ofFile(file.file())
            : ofService(((KeyAddress.InService) address).address());
    return limited(fitting(key, address));
  }

  private SigningKey limited(SigningKey key) {
    return TurnTakingKey.of(key, new KeyUseLimit(configuration.signing().limit(key.custody())));
  }

  private SigningKey ofFile(Path file) throws IOException {
    char[] password = keys().secrets().of("password of " + file.getFileName(), Optional.empty());
    try {
      Pkcs12Key key = Pkcs12Key.load(file, password);
      return SigningKey.ofFile(key.key(), key.chain());
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private SigningKey ofService(ServiceAddress address) {
    KeySecrets secrets = keys().secrets();
    char[] credential =
        address.service().findsCredentials()
            ? secrets.configured(Optional.empty()).orElse(new char[0])
            : secrets.of("credential for " + address, Optional.empty());
    try {
      return ServiceKey.open(address, credential, keys().certificates());
    } finally {
      Arrays.fill(credential, '\0');
    }
  }

  private SigningKey ofToken(Pkcs11Uri uri) {
    TokenKey key = tokens.privateKey(uri, pin(uri));
    List<X509Certificate> chain =
        keys().certificates().map(CertificateChainFile::read).orElse(key.chain());
    if (chain.isEmpty()) {
      throw UpdateCenterException.error(
              "UC4057", ExitCode.USAGE, "the key has no certificate to sign with")
          .where(uri)
          .why("no certificate with its id or label lies on the token")
          .fix("write it to the token, or name a PEM file with its chain in keys.certificates")
          .state("nothing was signed")
          .build();
    }
    key.publicKey().ifPresent(own -> requireFit(own, chain, uri));
    return new SigningKey(key.key(), chain, Optional.of(key.provider()), Custody.TOKEN);
  }

  /** With the configured chain, where there is one: it has to be of the same key. */
  private SigningKey fitting(SigningKey key, KeyAddress address) {
    if (keys().certificates().isEmpty()) {
      return key;
    }
    List<X509Certificate> chain = CertificateChainFile.read(keys().certificates().get());
    requireFit(key.chain().get(0).getPublicKey(), chain, address.shown());
    return new SigningKey(key.key(), chain, key.provider(), key.custody());
  }

  private void requireFit(PublicKey own, List<X509Certificate> chain, Object where) {
    if (!Arrays.equals(own.getEncoded(), chain.get(0).getPublicKey().getEncoded())) {
      throw UpdateCenterException.error(
              "UC4058", ExitCode.USAGE, "the release key and keys.certificates do not fit")
          .where(where)
          .why(
              "the first certificate, "
                  + chain.get(0).getSubjectX500Principal()
                  + ", is of another key")
          .fix("name the chain of this key, its own certificate first, or the key of that chain")
          .state("nothing was signed")
          .build();
    }
  }

  /** Asked for only when the token is going to be tried. */
  private Supplier<char[]> pin(Pkcs11Uri uri) {
    return () -> keys().secrets().of("PIN of token " + uri.tokenName(), uri.pinSource());
  }

  /**
   * The public half of a role's key in a token; needs no PIN.
   *
   * @throws UpdateCenterException exit 2 or 5 when it is not there
   */
  PublicKey rolePublicKey(Pkcs11Uri uri) {
    return tokens.publicKey(uri);
  }

  /** Signs metadata with a key in a token; the PIN is asked for with the first signature. */
  MetadataSigner role(Pkcs11Uri uri) {
    try {
      return new ForeignMetadataSigner(
          rolePublicKey(uri),
          () -> {
            TokenKey key = tokens.privateKey(uri, pin(uri));
            return new ForeignMetadataSigner.PrivateHalf(key.key(), key.provider());
          });
    } catch (IllegalArgumentException e) {
      throw UpdateCenterException.error(
              "UC4060", ExitCode.USAGE, "the key " + uri.key() + " cannot sign metadata")
          .where(uri)
          .why("it is not on the curve P-256")
          .fix("make one: " + RoleKeyring.makeInToken(uri))
          .state("nothing was published")
          .cause(e)
          .build();
    }
  }

  /** The metadata key at an address; what has no scheme is a file's path. */
  MetadataSigner signerAt(String address) {
    KeyAddress parsed =
        address.contains(":")
            ? KeyAddress.ofRole(SettingsSource.Value.ofVariable(address), "--key")
            : new KeyAddress.InFile(Path.of(address));
    return parsed instanceof KeyAddress.InToken token
        ? role(token.uri())
        : new KeyFile(((KeyAddress.InFile) parsed).file()).load();
  }

  private KeySettings keys() {
    return configuration.keys();
  }

  @Override
  public void close() {
    tokens.close();
  }
}
