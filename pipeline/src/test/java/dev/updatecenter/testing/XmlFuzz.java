package dev.updatecenter.testing;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;

/** Truncates and spoils a document, bit by bit: it is read or refused, and nothing else happens. */
public final class XmlFuzz {
  private static final Duration HANG = Duration.ofMinutes(2);

  private XmlFuzz() {}

  /** What reads a document. */
  @FunctionalInterface
  public interface Reader {
    /** Reads it, or refuses it. */
    void read(byte[] document) throws MalformedPackageException;
  }

  /** Fails for whatever is thrown that is no refusal, and for a hang. */
  public static void readsOrRefuses(String document, Reader reader) {
    byte[] sound = document.getBytes(StandardCharsets.UTF_8);
    Assertions.assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int length = 0; length < sound.length; length++) {
            read(reader, Arrays.copyOf(sound, length));
          }
          for (int bit = 0; bit < sound.length * 8; bit++) {
            byte[] flipped = sound.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            read(reader, flipped);
          }
        });
  }

  private static void read(Reader reader, byte[] document) {
    try {
      reader.read(document);
    } catch (MalformedPackageException e) {
      Assertions.assertTrue(e.code().startsWith("UC3"), e.code());
    }
  }
}
