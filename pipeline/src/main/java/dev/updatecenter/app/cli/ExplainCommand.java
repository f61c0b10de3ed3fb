package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ExplanationJson;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl explain}. */
@Command(name = "explain", description = "Explains a code.")
final class ExplainCommand implements Callable<Integer> {
  private static final Pattern FORM = Pattern.compile("UC[0-9]{4}");
  private static final int NEAREST = 3;
  private static final int FAR = 100;

  private final Session session;

  @Parameters(paramLabel = "CODE", description = "Such as UC2204.")
  String code = "";

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    String wanted = code.strip().toUpperCase(Locale.ROOT);
    try (InputStream in = open(wanted)) {
      if (in == null) {
        throw unknown(wanted);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Output output = session.output();
      output.result(new ExplanationJson(1, wanted, text), () -> output.line(text.stripTrailing()));
      return 0;
    }
  }

  private static @org.jspecify.annotations.Nullable InputStream open(String code) {
    return FORM.matcher(code).matches()
        ? ExplainCommand.class.getResourceAsStream("/explain/" + code + ".md")
        : null;
  }

  private static UpdateCenterException unknown(String wanted) {
    List<String> near = nearest(wanted);
    return UpdateCenterException.error("UC1025", ExitCode.NOT_FOUND, "there is no such code")
        .where("'" + wanted + "'")
        .why("codes are UC and four digits, as findings and errors print them")
        .fix(
            near.isEmpty()
                ? "copy the code from the output"
                : "near are " + String.join(", ", near))
        .state("nothing was changed")
        .build();
  }

  /** The known codes whose numbers are next to it. */
  private static List<String> nearest(String wanted) {
    List<String> near = new ArrayList<>();
    if (FORM.matcher(wanted).matches()) {
      int number = Integer.parseInt(wanted.substring(2));
      for (int distance = 1; distance < FAR && near.size() < NEAREST; distance++) {
        for (int candidate : new int[] {number - distance, number + distance}) {
          String code = String.format("UC%04d", candidate);
          if (open(code) != null) {
            near.add(code);
          }
        }
      }
    }
    return near;
  }
}
