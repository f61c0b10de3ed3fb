package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import dev.updatecenter.capability.blobstore.EdgeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An http edge in memory that answers as it should, but for what a test spoils. */
final class ScriptedEdge implements EdgeReader {
  private final Map<BlobName, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<BlobName, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Spoiling spoiling = (question, good) -> good;

  /**
   * What was asked.
   *
   * @param time the how manieth request for this name, from 1; those for ranges do not count
   * @param part whether a range was asked for
   */
  record Question(BlobName name, int time, boolean part) {}

  /** Makes another answer of a good one. */
  @FunctionalInterface
  interface Spoiling {
    EdgeAnswer of(Question question, EdgeAnswer good) throws IOException;
  }

  void put(BlobName name, byte[] content) {
    blobs.put(name, content);
  }

  void spoil(Spoiling how) {
    spoiling = how;
  }

  /** All requests so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public boolean isHttp() {
    return true;
  }

  @Override
  public EdgeAnswer get(BlobName name) throws IOException {
    requests.add(name.value());
    int time = asked.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    byte[] all = blobs.get(name);
    EdgeAnswer good = all == null ? status(404) : answer(200, all, Map.of());
    return spoiling.of(new Question(name, time, false), good);
  }

  @Override
  public EdgeAnswer get(BlobName name, long first, long last) throws IOException {
    requests.add(name + " " + first + "-" + last);
    byte[] all = blobs.get(name);
    int time = asked.computeIfAbsent(name, n -> new AtomicInteger()).get();
    EdgeAnswer good =
        all == null
            ? status(404)
            : answer(
                206,
                Arrays.copyOfRange(all, (int) first, (int) last + 1),
                Map.of("Content-Range", "bytes " + first + "-" + last + "/" + all.length));
    return spoiling.of(new Question(name, time, true), good);
  }

  static EdgeAnswer status(int status) {
    return new EdgeAnswer(
        status, Map.of("x-cache", "TCP_HIT", "age", "7"), InputStream.nullInputStream());
  }

  static EdgeAnswer answer(int status, byte[] content, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("cache-control", CachePolicy.IMMUTABLE.headerValue());
    fields.put("content-length", String.valueOf(content.length));
    return new EdgeAnswer(status, fields, new ByteArrayInputStream(content));
  }

  /** The same with another field; an empty value takes it away. */
  static EdgeAnswer with(EdgeAnswer good, String field, String value) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.putAll(good.fields());
    fields.put(field, value);
    if (value.isEmpty()) {
      fields.remove(field);
    }
    return new EdgeAnswer(good.status(), fields, good.content());
  }

  /** The same with other content and nothing else changed. */
  static EdgeAnswer with(EdgeAnswer good, InputStream content) {
    return new EdgeAnswer(good.status(), good.fields(), content);
  }
}
