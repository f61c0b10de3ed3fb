package dev.updatecenter.capability.blobstore.azure;

import java.net.URI;

/**
 * A container and the right to use it.
 *
 * @param account the blob endpoint of the account, without a last {@code /}
 * @param name the container's name
 * @param credential as whom
 */
public record AzureContainer(URI account, String name, AzureCredential credential) {
  /** The address of the container. */
  public URI address() {
    return URI.create(account + "/" + name);
  }

  @Override
  public String toString() {
    return address().toString();
  }
}
