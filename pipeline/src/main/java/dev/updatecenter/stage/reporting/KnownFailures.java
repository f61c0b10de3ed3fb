package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.Yaml;
import dev.updatecenter.stage.flighting.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/** The table of failure codes ({@code failure-codes.yaml}): what a code means, and what helps. */
public final class KnownFailures {
  private static final String TABLE = "/failure-codes.yaml";

  // [MS-ERREF] 2.1 HRESULT: S, R, C, N, X, then 11 bits of facility and 16 bits of code.
  private static final int FACILITY_SHIFT = 16;
  private static final int FACILITY_MASK = 0x7FF;
  private static final int CODE_MASK = 0xFFFF;
  private static final int CUSTOMER = 1 << 29;
  private static final int NTSTATUS = 1 << 28;
  private static final int WIN32 = 7;

  private final Node table;

  private KnownFailures(Node table) {
    this.table = table;
  }

  /** The table that comes with the program. */
  public static KnownFailures load() {
    try (InputStream in = Objects.requireNonNull(KnownFailures.class.getResourceAsStream(TABLE))) {
      return new KnownFailures(Yaml.read(in.readAllBytes(), TABLE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedDocumentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a code tells; of one that is not listed, what its facility tells. */
  public KnownFailure of(FailureCode code) {
    return table
        .at("codes", code.toString())
        .map(node -> read(node, true))
        .orElseGet(() -> byFacility(code.value()));
  }

  /** What is said of devices that gave no code. */
  public KnownFailure withoutCode() {
    return read(table.get("none").orElseThrow(), true);
  }

  private KnownFailure byFacility(int value) {
    if ((value & (CUSTOMER | NTSTATUS)) != 0) {
      // C: another vendor's own codes; N: an NTSTATUS, whose facilities are numbered otherwise.
      return read(table.at((value & CUSTOMER) != 0 ? "customer" : "ntstatus").orElseThrow(), false);
    }
    int facility = value >>> FACILITY_SHIFT & FACILITY_MASK;
    KnownFailure known =
        read(
            table
                .at("facilities", Integer.toString(facility))
                .or(() -> table.get("unknown"))
                .orElseThrow(),
            false);
    Optional<String> number =
        facility == WIN32 ? Optional.of("Windows error " + (value & CODE_MASK)) : Optional.empty();
    return new KnownFailure(
        number.orElse(known.name()), known.meaning(), known.firstAid(), known.listed());
  }

  private static KnownFailure read(Node node, boolean listed) {
    return new KnownFailure(
        node.text("name").orElseThrow(),
        node.text("meaning").orElseThrow(),
        node.text("firstAid").orElseThrow(),
        listed);
  }
}
