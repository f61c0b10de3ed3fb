package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.EdgeHeaders;
import dev.updatecenter.stage.upkeep.Together;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;

/**
 * Reads every object whole: is it there, is it what its name and the metadata say, does the edge
 * give it with the header fields and the ranges that devices and caches need, is it signed by whom
 * the metadata names. A few at a time, never one in memory.
 */
final class ObjectAudit {
  private static final int THREADS = 8;
  private static final int BLOCK = 1 << 16;
  private static final int ATTEMPTS = 3;
  private static final int SAMPLE = 1 << 10;

  private final AuditPlace place;
  private final Optional<SignatureAudit> signatures;
  private final AuditFindings findings;
  private final Progress progress;

  ObjectAudit(
      AuditPlace place,
      Optional<SignatureAudit> signatures,
      AuditFindings findings,
      Progress progress) {
    this.place = place;
    this.signatures = signatures;
    this.findings = findings;
    this.progress = progress;
  }

  /** Reads them all, each once. */
  void check(Collection<NamedObject> objects) {
    long bytes = objects.stream().mapToLong(NamedObject::length).sum();
    try (Progress.Task task = progress.begin("Verifying", bytes, Progress.Unit.BYTES)) {
      new Together(THREADS)
          .map(
              objects,
              object -> {
                check(object, task);
                return object;
              });
    }
  }

  /** How much of an object was told: what is read again after a fault is not told twice. */
  private static final class Told {
    private final Progress.Task task;
    private long told;

    Told(Progress.Task task) {
      this.task = task;
    }

    void reached(long length) {
      if (length > told) {
        task.advance(length - told);
        told = length;
      }
    }
  }

  private void check(NamedObject object, Progress.Task all) {
    Told task = new Told(all);
    for (int attempt = 1; ; attempt++) {
      try {
        whole(object, task);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          findings.unreachable(object.name(), e);
          return;
        }
      } catch (UpdateCenterException e) {
        findings.unreachable(object.name(), e);
        return;
      }
    }
  }

  private void whole(NamedObject object, Told task) throws IOException {
    try (EdgeAnswer answer = place.edge().get(object.name())) {
      if (answer.status() == 404 || answer.status() == 410) {
        findings.missing(object.name(), object.namedBy());
        return;
      }
      if (answer.status() != 200) {
        throw new IOException("HTTP status " + answer.status());
      }
      Optional<Path> copy =
          object.signers().isEmpty() ? Optional.empty() : signatures.map(SignatureAudit::file);
      try {
        boolean good = content(object, answer.content(), copy, task);
        if (place.edge().isHttp()) {
          EdgeHeaders.wrong(answer, object.length()).ifPresent(what -> header(object, what));
        }
        if (good) {
          range(object);
          if (copy.isPresent()) {
            signatures.orElseThrow().judge(object, copy.get()).ifPresent(findings::refuse);
          }
        }
      } finally {
        if (copy.isPresent()) {
          Files.deleteIfExists(copy.get());
        }
      }
    }
  }

  private boolean content(NamedObject object, InputStream in, Optional<Path> copy, Told task)
      throws IOException {
    MessageDigest sha256 = ContentDigest.newSha256();
    long length = 0;
    byte[] block = new byte[BLOCK];
    try (OutputStream out =
        copy.isPresent() ? Files.newOutputStream(copy.get()) : OutputStream.nullOutputStream()) {
      // One byte more than expected tells that there are more; an endless one ends here.
      for (int got = in.read(block); got >= 0 && length <= object.length(); got = in.read(block)) {
        sha256.update(block, 0, got);
        out.write(block, 0, got);
        length += got;
        task.reached(length);
      }
    }
    String fault = "";
    if (length != object.length()) {
      String has = length > object.length() ? "more than " + object.length() : "" + length;
      fault = "it has " + has + " bytes, " + object.namedBy() + " says " + object.length();
    } else {
      ContentDigest actual = ContentDigest.from(sha256);
      if (!actual.equals(object.sha256())) {
        fault = "its SHA-256 is " + actual + ", " + object.namedBy() + " says " + object.sha256();
      }
    }
    if (!fault.isEmpty()) {
      findings.refuse(
          Finding.error("UC5141", object.name().value(), fault)
              .because("devices refuse it")
              .fixedBy("bring the file back from a backup, and purge it from caches"));
    }
    return fault.isEmpty();
  }

  /** The last bytes, as a device asks that goes on with a download (RFC 9110 14). */
  private void range(NamedObject object) throws IOException {
    BlobName name = object.name();
    if (object.length() == 0 || !place.edge().isHttp()) {
      return;
    }
    long first = Math.max(0, object.length() - SAMPLE);
    try (EdgeAnswer answer = place.edge().get(name, first, object.length() - 1)) {
      String expected = "bytes " + first + "-" + (object.length() - 1) + "/" + object.length();
      String given = answer.field("Content-Range").orElse("none");
      if (answer.status() != 206 || !given.equals(expected)) {
        findings.add(
            ExitCode.FINDINGS,
            Finding.error(
                    "UC5143",
                    name.value(),
                    "asked for its last bytes, the edge answers with status "
                        + answer.status()
                        + " and Content-Range "
                        + printable(given))
                .because("a download that broke off begins anew")
                .fixedBy("let the edge serve ranges"));
      }
    }
  }

  private void header(NamedObject object, String what) {
    findings.add(
        ExitCode.FINDINGS,
        Finding.error("UC5142", object.name().value(), what)
            .because("caches keep what changes, or ask again for what does not")
            .fixedBy("mend the rules of the edge or the store; see docs/repository.md"));
  }

  static String printable(String value) {
    String text = value.replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() <= 120 ? text : text.substring(0, 120) + "...";
  }
}
