import com.azure.storage.blob.BlobServiceClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes an empty container: {@code RaceContainer CONNECTION_STRING_FILE NAME}. */
final class RaceContainer {
  private RaceContainer() {}

  public static void main(String[] arguments) throws Exception {
    new BlobServiceClientBuilder()
        .connectionString(Files.readString(Path.of(arguments[0])).strip())
        .buildClient()
        .createBlobContainer(arguments[1]);
  }
}
