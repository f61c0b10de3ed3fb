package dev.updatecenter.capability.blobstore;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every reader of blobs keeps to. */
public abstract class BlobReaderContract {
  protected static final BlobName NAME = new BlobName("content/packages/0a/touch.cab");

  /** Puts a blob where the reader finds it. */
  protected abstract void given(BlobName name, byte[] content) throws IOException;

  protected abstract BlobReader reader();

  @Test
  void readsWhatIsThere() throws IOException {
    given(NAME, ascii("0123456789"));
    assertThat(reader().read(NAME, 10))
        .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo("0123456789"));
    try (InputStream in = reader().open(NAME)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("0123456789");
    }
  }

  @Test
  void readsAnEmptyBlob() throws IOException {
    given(NAME, new byte[0]);
    assertThat(reader().read(NAME, 10)).hasValueSatisfying(b -> assertThat(b).isEmpty());
  }

  @Test
  void tellsMissingFromEmpty() {
    assertThat(reader().read(NAME, 10)).isEmpty();
    assertThatThrownBy(() -> reader().open(NAME)).isInstanceOf(BlobNotFoundException.class);
    assertThatThrownBy(() -> reader().open(NAME, 1, 2))
        .asInstanceOf(InstanceOfAssertFactories.type(BlobNotFoundException.class))
        .extracting(BlobNotFoundException::name)
        .isEqualTo(NAME);
  }

  @Test
  void refusesABlobLongerThanExpected() throws IOException {
    given(NAME, ascii("0123456789"));
    assertThatThrownBy(() -> reader().read(NAME, 9))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5044", UpdateCenterException::code)
        .returns(ExitCode.UNTRUSTED, UpdateCenterException::exit);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4, 0123",
    "3, 4, 3456",
    "9, 1, 9",
    "8, 100, 89",
    "8, 9223372036854775807, 89",
    "10, 1, ''",
    "11, 5, ''",
    "3, 0, ''"
  })
  void givesTheRangeAsked(long offset, long length, String expected) throws IOException {
    given(NAME, ascii("0123456789"));
    try (InputStream in = reader().open(NAME, offset, length)) {
      assertThat(in.readAllBytes()).asString().isEqualTo(expected);
    }
  }

  @Test
  void refusesANegativeRange() {
    assertThatThrownBy(() -> reader().open(NAME, -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reader().open(NAME, 1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  protected static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
