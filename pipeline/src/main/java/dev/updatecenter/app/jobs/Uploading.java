package dev.updatecenter.app.jobs;

import dev.updatecenter.stage.publishing.PackageUploader;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.signing.SignedPackage;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Uploads chunks of packages. The store is asked once for all of them when the step begins, so a
 * run after a kill sends what is missing alone.
 */
final class Uploading implements ItemWriter<NumberedPackage<SignedPackage>>, StepExecutionListener {
  private final PackageUploader uploader;
  private final PackageRows rows;
  private PackageUploader.@Nullable Upload upload;

  Uploading(PackageUploader uploader, PackageRows rows) {
    this.uploader = uploader;
    this.rows = rows;
  }

  /** Asks the store about them. */
  List<NumberedPackage<SignedPackage>> begin(List<SignedPackage> packages) {
    upload = uploader.begin(packages);
    return NumberedPackage.all(packages);
  }

  @Override
  public void write(Chunk<? extends NumberedPackage<SignedPackage>> chunk) {
    List<SignedPackage> packages =
        chunk.getItems().stream().map(NumberedPackage::content).collect(Collectors.toList());
    List<PublishedPackage> published = Objects.requireNonNull(upload).send(packages);
    IntStream.range(0, published.size())
        .mapToObj(i -> new NumberedPackage<>(chunk.getItems().get(i).position(), published.get(i)))
        .forEach(rows::uploaded);
  }

  @Override
  public @Nullable ExitStatus afterStep(StepExecution execution) {
    if (upload != null) {
      upload.close();
    }
    return null;
  }
}
