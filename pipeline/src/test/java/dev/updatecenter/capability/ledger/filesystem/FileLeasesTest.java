package dev.updatecenter.capability.ledger.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLeasesTest {
  private static final ProductName KIOSK = new ProductName("ContosoKiosk");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path folder;

  @Test
  void refusesTheSecondNamingTheFirst() {
    try (Lease lease = leases().acquire(KIOSK, "submit 10.0.2.0")) {
      lease.check();
      assertRefused(() -> leases().acquire(KIOSK, "advance"))
          .extracting(UpdateCenterException::why)
          .isEqualTo(
              "held by submit 10.0.2.0, process "
                  + ProcessHandle.current().pid()
                  + ", since 2026-11-21T12:00:00Z");
      lease.check();
      leases().acquire(new ProductName("Other"), "advance").close();
    }
    leases().acquire(KIOSK, "advance").close();
  }

  @Test
  void losesALeaseWhoseFileIsReplacedAndLeavesTheOthersNote() throws Exception {
    Lease lost = leases().acquire(KIOSK, "first");
    Files.delete(folder.resolve("locks/ContosoKiosk"));
    Files.createFile(folder.resolve("locks/ContosoKiosk"));
    assertThatThrownBy(lost::check)
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5031", UpdateCenterException::code)
        .returns(ExitCode.CONFLICT, UpdateCenterException::exit);
    lost.close();
    assertThat(folder.resolve("locks/.holders/ContosoKiosk")).exists();
    assertThatThrownBy(lost::check).isInstanceOf(UpdateCenterException.class);
  }

  @Test
  void isRefusedWhileAnotherProcessHoldsItAndTakesItOnceThatIsKilled() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldingProcess.class.getName(),
                folder.resolve("locks").toString(),
                KIOSK.value())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held");
      assertRefused(() -> leases().acquire(KIOSK, "advance"))
          .extracting(UpdateCenterException::why)
          .asString()
          .startsWith("held by submit 10.0.2.0, process " + other.pid() + ", since ");
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (Lease lease = leases().acquire(KIOSK, "advance")) {
      lease.check();
    }
  }

  @Test
  void tellsThatLocksCannotBeMade() throws Exception {
    Files.writeString(folder.resolve("locks"), "a file");
    assertThatThrownBy(() -> leases().acquire(KIOSK, "advance"))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5032", UpdateCenterException::code)
        .returns(ExitCode.DISK, UpdateCenterException::exit);
  }

  private Lease.Source leases() {
    return new FileLeases(folder.resolve("locks"), NOON);
  }

  private static AbstractObjectAssert<?, UpdateCenterException> assertRefused(
      ThrowingCallable act) {
    return assertThatThrownBy(act)
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5030", UpdateCenterException::code)
        .returns(ExitCode.CONFLICT, UpdateCenterException::exit);
  }
}
