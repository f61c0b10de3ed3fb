package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import dev.updatecenter.capability.blobstore.EdgeReader;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks once, right after the swap, how long the edge keeps {@code timestamp.json}. It does not
 * wait for the new one: an edge that was just asked by a device may rightly answer from its copy
 * for 30 seconds, so what counts is what it says of that copy's life.
 */
public final class EdgeFreshness {
  private static final long LONGEST = 30;
  private static final Pattern LIFE = Pattern.compile("(?:max-age|s-maxage)=\"?([0-9]{1,18})\"?");

  private final EdgeReader edge;

  /** Looks through an edge. */
  public EdgeFreshness(EdgeReader edge) {
    this.edge = edge;
  }

  /** What delays news to devices; empty when nothing does. The swap is done: it stops nothing. */
  public Optional<Finding> delay(BlobName timestamp, byte[] live) {
    if (!edge.isHttp()) {
      return Optional.empty();
    }
    try (EdgeAnswer answer = edge.get(timestamp)) {
      return answer.status() == 200
          ? delay(answer, live).map(what -> warning(timestamp, what))
          : Optional.of(warning(timestamp, "status " + answer.status()));
    } catch (IOException e) {
      return Optional.of(warning(timestamp, EdgeFault.plain(String.valueOf(e))));
    } catch (UpdateCenterException e) {
      return Optional.of(warning(timestamp, EdgeFault.plain(e.why())));
    }
  }

  private static Optional<String> delay(EdgeAnswer answer, byte[] live) throws IOException {
    String caching = answer.field("Cache-Control").orElse("").toLowerCase(Locale.ROOT);
    if (!isShort(caching)) {
      return Optional.of(
          "Cache-Control is '"
              + EdgeFault.plain(caching)
              + "', not "
              + CachePolicy.TIMESTAMP.headerValue());
    }
    boolean behind = !Arrays.equals(answer.content().readNBytes(live.length + 1), live);
    OptionalLong age = number(answer.field("Age").orElse(""));
    // RFC 9111 5.1; without it nobody can tell how old the copy is.
    return behind && age.isPresent() && age.getAsLong() > LONGEST
        ? Optional.of("it is a copy of " + age.getAsLong() + " s ago")
        : Optional.empty();
  }

  /** RFC 9111 5.2.2; where nothing is said caches keep it as long as they like (4.2.2). */
  private static boolean isShort(String caching) {
    Matcher life = LIFE.matcher(caching);
    boolean told = caching.contains("no-store") || caching.contains("no-cache");
    while (life.find()) {
      told = true;
      if (Long.parseLong(life.group(1)) > LONGEST) {
        return false;
      }
    }
    return told && !caching.contains("immutable");
  }

  private static OptionalLong number(String text) {
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static Finding warning(BlobName timestamp, String what) {
    return Finding.warning(
            "UC5112",
            timestamp.value(),
            "devices may see late what was just published: at the public address " + what)
        .because("timestamp.json alone tells devices of news; a halt travels by it too")
        .fixedBy("let the edge keep timestamp.json for 30 s at most");
  }
}
