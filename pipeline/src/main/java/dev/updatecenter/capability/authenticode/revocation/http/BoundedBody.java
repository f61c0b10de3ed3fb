package dev.updatecenter.capability.authenticode.revocation.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, up to a number; one byte more and nothing further is taken. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int most;
  private @Nullable Subscription subscription;

  BoundedBody(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] piece = new byte[buffer.remaining()];
      buffer.get(piece);
      if (piece.length > most - bytes.size()) {
        end(new IOException("the answer has more than " + most + " bytes"));
        return;
      }
      bytes.writeBytes(piece);
    }
    if (subscription != null) {
      subscription.request(1);
    }
  }

  private void end(IOException why) {
    if (subscription != null) {
      subscription.cancel();
    }
    whole.completeExceptionally(why);
  }

  @Override
  public void onError(Throwable why) {
    whole.completeExceptionally(why);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.toByteArray());
  }
}
