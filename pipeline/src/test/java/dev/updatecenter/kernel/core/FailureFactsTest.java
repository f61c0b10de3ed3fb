package dev.updatecenter.kernel.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureFactsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no answer from https://joe:s3cret@tsa.test/x | no answer from https://tsa.test/x",
        "no answer from https://tsa.test?sig=abc%3D&se=1 now"
            + " | no answer from https://tsa.test?... now",
        "what? nothing is hidden: 3 of 4 | what? nothing is hidden: 3 of 4",
        "http://a:b@c.test/ and http://d@e.test/ | http://c.test/ and http://e.test/",
      })
  void ownWordsLoseWhatMayBeACredential(String message, String recorded) {
    assertThat(FailureFacts.of(error(message)))
        .isEqualTo(Map.of("code", "UC4041", "error", recorded));
  }

  @Test
  void wordsOfALibraryAreNotRecorded() {
    assertThat(FailureFacts.of(new IOException("pkcs12 password was hunter2")))
        .isEqualTo(Map.of("error", "IOException"));
    UpdateCenterException wrapping =
        UpdateCenterException.error("UC4041", ExitCode.UNAVAILABLE, "ours")
            .why("pin=4711 is wrong")
            .cause(new IOException("pin=4711"))
            .build();
    assertThat(FailureFacts.of(wrapping)).isEqualTo(Map.of("code", "UC4041", "error", "ours"));
  }

  @Test
  void longWordsAreCut() {
    assertThat(FailureFacts.of(error("x".repeat(5000))).get("error")).hasSize(503);
  }

  @Test
  void aLogThatFailsTooHidesNotWhatWentWrong() {
    List<Long> intents = new ArrayList<>();
    AuditLog broken =
        new AuditLog() {
          @Override
          public long intent(String act, ProductName product, Map<String, String> facts) {
            return 1;
          }

          @Override
          public void result(
              long intent, ProductName product, Outcome outcome, Map<String, String> facts) {
            intents.add(intent);
            throw new IllegalStateException("disk full");
          }
        };
    UpdateCenterException why = error("first");

    broken.failed(7, ProductName.HOME, why);

    assertThat(intents).containsExactly(7L);
    assertThat(why.getSuppressed()).hasSize(1);
  }

  private static UpdateCenterException error(String message) {
    return UpdateCenterException.error("UC4041", ExitCode.UNAVAILABLE, message).build();
  }
}
