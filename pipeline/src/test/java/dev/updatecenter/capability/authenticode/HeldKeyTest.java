package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.updatecenter.testing.TestLab;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.PrivateKey;
import org.junit.jupiter.api.Test;

class HeldKeyTest {
  private final PrivateKey key =
      TurnTakingKey.of(
              SigningKey.ofFile(TestLab.pki().release().key(), TestLab.pki().release().chain()),
              new KeyUseLimit(1))
          .key();

  @Test
  void isNeverWrittenByJavaSerialization() throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(() -> out.writeObject(key));
    }
  }

  @Test
  void hasNoEncoding() {
    assertThat(key.getEncoded()).isNull();
    assertThat(key.getFormat()).isNull();
  }
}
