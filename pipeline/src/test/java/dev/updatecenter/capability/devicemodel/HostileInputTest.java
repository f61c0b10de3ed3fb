package dev.updatecenter.capability.devicemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reader of text, given its own file cut off at each byte and with each bit turned. */
class HostileInputTest {
  static Stream<Arguments> readers() {
    return Stream.of(
        reader(KitFilesTest.MODEL, b -> IotDeviceModelXml.read(b, "f").findings()),
        reader(KitFilesTest.SETTINGS, b -> ProductSettingsXml.read(b, "f").findings()),
        reader("ADD:0B\n01,05,S,\"a, b\" # c\n03,05,I,0A\n", HostileInputTest::cfg),
        reader(ProductDocumentTest.KIOSK, HostileInputTest::product));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void anythingGivesFindingsAndNothingElse(String text, Function<byte[], List<Finding>> reader) {
    byte[] whole = text.getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      assertThat(reader.apply(Arrays.copyOf(whole, length))).doesNotContainNull();
    }
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(reader.apply(flipped)).doesNotContainNull();
    }
  }

  private static List<Finding> cfg(byte[] bytes) {
    return SmbiosCfg.read(bytes, "f").findings();
  }

  /** A product is there, or an error says why it is not. */
  private static List<Finding> product(byte[] bytes) {
    ProductDocument document = ProductDocument.read(bytes, "f");
    assertThat(document.model().isEmpty()).isEqualTo(!document.findings().isEmpty());
    return document.findings();
  }

  private static Arguments reader(String text, Function<byte[], List<Finding>> reader) {
    return Arguments.of(text, reader);
  }
}
