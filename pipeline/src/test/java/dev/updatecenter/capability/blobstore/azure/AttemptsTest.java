package dev.updatecenter.capability.blobstore.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the library throws, and what it means. */
class AttemptsTest {
  private final AtomicInteger sent = new AtomicInteger();
  private final Attempts attempts =
      new Attempts(
          new AzureFaults(
              new AzureContainer(
                  URI.create("https://contoso.blob.core.windows.net"),
                  "updates",
                  new AzureCredential.ManagedIdentity(Optional.empty()))),
          AzureContainers.limits(Duration.ofSeconds(1)),
          pause -> {},
          new Random(1));

  static List<RuntimeException> withoutToken() {
    RuntimeException none = new CredentialUnavailableException("Azure CLI not installed.");
    RuntimeException refused =
        new ClientAuthenticationException("AADSTS7000215: wrong secret 'x1y2'", null);
    return List.of(none, new RuntimeException(none), refused, new RuntimeException(refused));
  }

  @ParameterizedTest
  @MethodSource("withoutToken")
  void withoutATokenNothingIsTriedAgainHoweverTheLibraryWrapsIt(RuntimeException thrown) {
    assertThatThrownBy(() -> send(thrown))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5050", UpdateCenterException::code)
        .returns(ExitCode.NOT_ALLOWED, UpdateCenterException::exit)
        .extracting(UpdateCenterException::why)
        .asString()
        .doesNotContain("x1y2");
    assertThat(sent).hasValue(1);
  }

  @Test
  void anIdentityServiceThatCannotBeReachedIsAskedAgain() {
    RuntimeException thrown =
        new RuntimeException(
            new ClientAuthenticationException("no answer", null, new ConnectException()));
    assertThatThrownBy(() -> send(thrown))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5043", UpdateCenterException::code)
        .extracting(UpdateCenterException::why)
        .asString()
        .contains("ConnectException, ")
        .doesNotContain("null");
    assertThat(sent.get()).isGreaterThan(1);
  }

  private void send(RuntimeException thrown) {
    attempts.of(
        "list blobs",
        again -> {
          sent.incrementAndGet();
          throw thrown;
        });
  }
}
