package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.identity.CredentialUnavailableException;
import com.azure.storage.blob.models.BlobStorageException;
import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Sends a request until it is answered, at most so often, pausing longer each time. Knows whether
 * an earlier attempt may have taken effect though its answer was lost.
 */
final class Attempts {
  /** RFC 9110 15.5.9, 15.6, RFC 6585 4: states that may pass. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private final AzureFaults faults;
  private final AzureLimits limits;
  private final Sleep sleep;
  private final RandomGenerator jitter;

  Attempts(AzureFaults faults, AzureLimits limits, Sleep sleep, RandomGenerator jitter) {
    this.faults = faults;
    this.limits = limits;
    this.sleep = sleep;
    this.jitter = jitter;
  }

  /** One request. */
  interface Request<T> {
    /**
     * Sends it.
     *
     * @param again whether an earlier attempt may have taken effect
     */
    T send(boolean again);
  }

  /**
   * Sends a request; statuses that will not pass are the caller's as {@link BlobStorageException}.
   *
   * @param act what it does, such as "put 1.root.json"
   */
  <T> T of(String act, Request<T> request) {
    boolean again = false;
    for (int attempt = 1; ; attempt++) {
      try {
        return request.send(again);
      } catch (RuntimeException e) {
        String why = passing(e);
        again = again || !isRefused(e);
        if (attempt == limits.attempts()) {
          throw StoreFault.unavailable(
              faults.container(), act + ": " + why + ", " + attempt + " times", e);
        }
        rest(act, attempt, asked(e));
      }
    }
  }

  /** Why it may pass; throws when it will not. */
  private String passing(RuntimeException e) {
    if (e instanceof BlobStorageException answer) {
      if (PASSING.contains(answer.getStatusCode())) {
        return "HTTP status " + answer.getStatusCode();
      }
      throw e;
    }
    Optional<ClientAuthenticationException> noToken = noToken(e);
    if (noToken.filter(CredentialUnavailableException.class::isInstance).isPresent()) {
      throw faults.noToken(noToken.get());
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw StoreFault.unavailable(faults.container(), "interrupted", e);
      }
      if (cause instanceof IOException || cause instanceof TimeoutException) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
      }
    }
    if (noToken.isPresent()) {
      throw faults.noToken(noToken.get());
    }
    throw e;
  }

  /** The library wraps what a listing throws, and throws as it is what other requests do. */
  private static Optional<ClientAuthenticationException> noToken(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClientAuthenticationException none) {
        return Optional.of(none);
      }
    }
    return Optional.empty();
  }

  /** RFC 6585 4: too many requests, so this one was not looked at. */
  private static boolean isRefused(RuntimeException e) {
    return e instanceof BlobStorageException answer && answer.getStatusCode() == 429;
  }

  /** RFC 9110 10.2.3: what the service asks for, in seconds; a date is not believed. */
  private static Optional<Duration> asked(RuntimeException e) {
    return e instanceof BlobStorageException answer
        ? Optional.ofNullable(
                answer.getResponse().getHeaders().getValue(HttpHeaderName.RETRY_AFTER))
            .filter(seconds -> seconds.matches("[0-9]{1,6}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        : Optional.empty();
  }

  /** Between half and the whole of the doubled pause, and no less than what was asked for. */
  private void rest(String act, int attempt, Optional<Duration> asked) {
    Duration most = limits.firstPause().multipliedBy(1L << Math.min(attempt - 1, 10));
    long half = Math.min(most.toMillis(), limits.longestPause().toMillis()) / 2;
    Duration own = Duration.ofMillis(half + jitter.nextLong(half + 1));
    Duration least = asked.filter(a -> a.compareTo(own) > 0).orElse(own);
    try {
      sleep.last(least.compareTo(limits.longestPause()) > 0 ? limits.longestPause() : least);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreFault.unavailable(faults.container(), act + ": interrupted", e);
    }
  }
}
