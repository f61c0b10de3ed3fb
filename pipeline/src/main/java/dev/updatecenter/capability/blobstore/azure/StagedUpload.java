package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobListBlocksOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.updatecenter.capability.blobstore.BlobSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * One large blob: its blocks are staged by several at once while the source is read, and committed
 * only when the digest fits. Blocks that an earlier try left are not sent again: the id of a block
 * is made of its place and content.
 */
final class StagedUpload {
  private final BlockBlobClient blob;
  private final Written written;
  private final Attempts attempts;
  private final Buffers buffers;
  private final Executor senders;
  private final Map<String, Long> staged = new HashMap<>();

  StagedUpload(
      BlockBlobClient blob, Written written, Attempts attempts, Buffers buffers, Executor senders) {
    this.blob = blob;
    this.written = written;
    this.attempts = attempts;
    this.buffers = buffers;
    this.senders = senders;
  }

  /**
   * Sends everything that is not there yet, and gives it its name if that is still free.
   *
   * @return false when it is not, or another writer's commit took our blocks with it
   */
  boolean send(BlobSource source) throws IOException {
    if (isTaken()) {
      return false;
    }
    try (Content content = new Content(written.name(), source);
        BlocksInFlight blocks = new BlocksInFlight(buffers, senders)) {
      while (blocks.send(content, this::stage)) {
        // each block of the source
      }
      List<String> ids = blocks.all();
      return commit(ids, content.verified());
    }
  }

  /** One request tells whether the name is taken and which blocks are there. */
  private boolean isTaken() {
    try {
      return attempts.of(
          "list the blocks of " + written.name(),
          again -> {
            var answer =
                blob.listBlocksWithResponse(
                    new BlockBlobListBlocksOptions(BlockListType.ALL), null, Context.NONE);
            for (Block block : answer.getValue().getUncommittedBlocks()) {
              staged.put(block.getName(), block.getSizeLong());
            }
            if (!answer.getValue().getCommittedBlocks().isEmpty()) {
              return true;
            }
            // Put Blob makes no blocks. Azure tells a tag for what is committed only, the emulator
            // for what is not as well.
            return answer.getHeaders().getValue(HttpHeaderName.ETAG) != null
                && StoredBlob.of(blob).isPresent();
          });
    } catch (BlobStorageException e) {
      if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())) {
        return false;
      }
      throw e;
    }
  }

  private String stage(int index, byte[] buffer, int length) {
    MessageDigest md5 = Content.newMd5();
    md5.update(buffer, 0, length);
    byte[] sum = md5.digest();
    String id = id(index, length, sum);
    if (Long.valueOf(length).equals(staged.get(id))) {
      return id;
    }
    return attempts.of(
        "stage block " + index + " of " + written.name(),
        again -> {
          blob.stageBlockWithResponse(
              new BlockBlobStageBlockOptions(id, Body.of(buffer, length)).setContentMd5(sum),
              null,
              Context.NONE);
          return id;
        });
  }

  /** Put Block: ids of one blob have one length, at most 64 bytes before the encoding. */
  private static String id(int index, int length, byte[] md5) {
    ByteBuffer id = ByteBuffer.allocate(24).putInt(index).putInt(length).put(md5);
    return Base64.getEncoder().encodeToString(id.array());
  }

  private boolean commit(List<String> ids, byte[] md5) {
    BlockBlobCommitBlockListOptions options =
        new BlockBlobCommitBlockListOptions(ids)
            .setHeaders(written.headers(md5))
            .setMetadata(written.metadata())
            .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
    return attempts.of(
        "commit " + written.name(),
        again -> {
          try {
            blob.commitBlockListWithResponse(options, null, Context.NONE);
            return true;
          } catch (BlobStorageException e) {
            // Whoever commits first takes every staged block of the name with it.
            if (Taken.says(e) || BlobErrorCode.INVALID_BLOCK_LIST.equals(e.getErrorCode())) {
              return false;
            }
            throw e;
          }
        });
  }
}
