package dev.updatecenter.capability.blobstore.http;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import dev.updatecenter.capability.blobstore.EdgeReader;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * An edge behind an http or https address. Asks as devices do: no {@code Accept-Encoding}, no
 * query, nothing that would have a cache ask its origin.
 */
public final class HttpEdgeReader implements EdgeReader {
  private final HttpBase base;
  private final Sender sender;

  /**
   * A reader below an address.
   *
   * @param base http or https, without query and fragment; a missing last {@code /} is added
   * @param limits time-outs; each blob is asked for once, whatever the attempts
   * @throws IllegalArgumentException for any other address
   */
  public HttpEdgeReader(URI base, HttpLimits limits) {
    this.base = HttpBase.of(base);
    this.sender = new Sender(limits);
  }

  @Override
  public boolean isHttp() {
    return true;
  }

  @Override
  public EdgeAnswer get(BlobName name) throws IOException {
    return answer(sender.send(base.of(name), ""));
  }

  @Override
  public EdgeAnswer get(BlobName name, long first, long last) throws IOException {
    return answer(sender.send(base.of(name), "bytes=" + first + "-" + last));
  }

  private static EdgeAnswer answer(Answer answer) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    answer.headers().map().forEach((name, values) -> fields.put(name, String.join(", ", values)));
    return new EdgeAnswer(answer.status(), fields, answer.content());
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
