package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.SchemasJson;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Schemas;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl schema}: the schema itself, in every format; without a name those there are. */
@Command(name = "schema", description = "Prints a schema.")
final class SchemaCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Such as release; left out, the names. Others refer to common.")
  @Nullable String name;

  SchemaCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Output output = session.output();
    String wanted = name;
    if (wanted == null) {
      List<String> names = Schemas.names();
      output.result(new SchemasJson(1, names), () -> names.forEach(output::line));
    } else {
      output.line(Schemas.text(wanted).orElseThrow(() -> unknown(wanted)).stripTrailing());
    }
    return 0;
  }

  private static UpdateCenterException unknown(String wanted) {
    return UpdateCenterException.error("UC1026", ExitCode.NOT_FOUND, "there is no such schema")
        .where("'" + wanted + "'")
        .why("documents are checked by " + String.join(", ", Schemas.names()))
        .fix("name one of them")
        .state("nothing was changed")
        .build();
  }
}
