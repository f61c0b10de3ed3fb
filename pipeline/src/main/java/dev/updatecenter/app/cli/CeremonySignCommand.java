package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.CeremonyJson;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.Ceremony;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl keys ceremony sign}: needs no home, no database and no network. */
@Command(name = "sign", description = "Shows what is to be signed, and adds a signature to it.")
final class CeremonySignCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "What was exported; the signature is added to it.")
  Path file = Path.of("ceremony.json");

  @ArgGroup(multiplicity = "1")
  Key key = new Key();

  @Option(names = "--yes", description = "Signs without asking.")
  boolean yes;

  /** Whose key. */
  static final class Key {
    @Option(
        names = "--key",
        paramLabel = "KEY",
        description = "A PEM file, or a file: or pkcs11: address.")
    @Nullable String address;

    @Option(
        names = "--as",
        paramLabel = "NAME",
        converter = PersonNameConverter.class,
        description = "The key by which a person of policy.yaml acts.")
    @Nullable String person;
  }

  CeremonySignCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Ceremony ceremony = CeremonyFile.read(file);
    Output shown = session.output();
    CeremonyPrinter.print(entry(ceremony), yes ? shown::say : shown::show);
    confirm(ceremony);
    Ceremony signed;
    try (Wiring wiring = session.wiring()) {
      signed = ceremony.with(ceremony.proposal().signedBy(signer(wiring)));
    }
    CeremonyFile.write(file, signed);
    Output output = session.output();
    CeremonyJson.Entry entry = entry(signed);
    output.result(
        new CeremonyJson(1, List.of(entry)),
        () ->
            output.line(
                "Signed "
                    + entry.metadata()
                    + " in "
                    + file
                    + "; "
                    + (entry.missing() == 0 ? "nothing" : entry.missing())
                    + " more to sign."));
    output.say("Next: " + entry.next());
    return 0;
  }

  private MetadataSigner signer(Wiring wiring) {
    return key.address != null
        ? wiring.signerAt(key.address)
        : wiring.personKeys().acting(Optional.ofNullable(key.person)).signer();
  }

  private CeremonyJson.Entry entry(Ceremony ceremony) {
    return CeremonyJson.Entry.of(
        ceremony,
        false,
        Optional.of(CeremonyFile.next(ceremony, file)),
        Optional.of(file.toString()));
  }

  private void confirm(Ceremony ceremony) {
    if (yes) {
      return;
    }
    boolean said =
        session
            .asks("Type yes to sign " + ceremony.proposal().fileName() + ": ")
            .orElseThrow(CeremonySignCommand::nobodyToAsk)
            .strip()
            .equals("yes");
    if (!said) {
      throw UpdateCenterException.error("UC1149", ExitCode.NOT_ALLOWED, "it was not agreed to")
          .where(file)
          .fix("compare the digest with the others, then sign it again")
          .state("nothing was signed")
          .build();
    }
  }

  private static UpdateCenterException nobodyToAsk() {
    return UpdateCenterException.error("UC1148", ExitCode.USAGE, "nobody can be asked to agree")
        .where("--yes")
        .why("there is no terminal here, or --no-input was given")
        .fix("look at what is signed, compare its digest, and give --yes")
        .state("nothing was signed")
        .build();
  }
}
