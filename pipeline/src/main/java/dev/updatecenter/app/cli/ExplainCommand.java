package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.CodesJson;
import dev.updatecenter.app.api.ExplanationJson;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl explain}: one code; without one, those there are. */
@Command(name = "explain", description = "Explains a code.")
final class ExplainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      description = "Such as UC2204; left out, the codes and their titles.")
  @Nullable String code;

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String given = code;
    if (given == null) {
      list();
    } else {
      explain(given.strip().toUpperCase(Locale.ROOT));
    }
    return ExitCode.DONE.code();
  }

  private void explain(String wanted) {
    Explanation known = Explanation.of(wanted).orElseThrow(() -> unknown(wanted));
    Output output = session.output();
    output.result(ExplanationJson.of(known), () -> output.line(known.text().stripTrailing()));
  }

  private void list() {
    List<CodesJson.Item> codes =
        Explanation.codes().stream()
            .flatMap(c -> Explanation.of(c).stream())
            .map(CodesJson.Item::of)
            .toList();
    Output output = session.output();
    Listing.print(
        session,
        new CodesJson(1, codes),
        codes,
        () -> codes.forEach(c -> output.line(c.code() + "  " + c.title())));
  }

  private static UpdateCenterException unknown(String wanted) {
    List<String> near = Explanation.nearest(wanted);
    return UpdateCenterException.error("UC1025", ExitCode.NOT_FOUND, "there is no such code")
        .where("'" + wanted + "'")
        .why("codes are UC and four digits, as findings and errors print them")
        .fix(
            near.isEmpty()
                ? "copy the code from the output, or list them all with 'ducctl explain'"
                : "near are " + String.join(", ", near))
        .state("nothing was changed")
        .build();
  }
}
