package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.StatusJson;
import dev.updatecenter.app.jobs.Products;
import dev.updatecenter.app.jobs.view.StatusView;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl status}. Reads only; runs beside everything else. */
@Command(name = "status", description = "Shows products, releases and rings.")
final class StatusCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "P",
      arity = "0..1",
      converter = ProductNameConverter.class,
      description = "Product; default: all.")
  @Nullable ProductName product;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    StatusJson status = status();
    session.output().result(status, () -> print(status));
    return ExitCode.DONE.code();
  }

  private StatusJson status() {
    if (product == null && !session.home().exists()) {
      return new StatusJson(1, List.of());
    }
    try (Wiring wiring = session.wiring()) {
      List<RegisteredProduct> products =
          product == null ? wiring.models().list() : List.of(Products.require(wiring, product));
      return new StatusJson(1, products.stream().map(p -> StatusView.of(wiring, p)).toList());
    }
  }

  private void print(StatusJson status) {
    Output output = session.output();
    if (status.products().isEmpty()) {
      output.line("No product is registered: 'ducctl product import' adds one.");
    }
    status.products().forEach(p -> StatusLines.of(p).forEach(output::line));
  }
}
