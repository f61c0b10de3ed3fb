package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container's refusals mean to a person. Messages of the service are not passed on: they may
 * repeat a signature that somebody sent.
 */
final class AzureFaults {
  private static final Pattern ENTRA = Pattern.compile("AADSTS[0-9]{1,9}");

  private final AzureContainer container;

  AzureFaults(AzureContainer container) {
    this.container = container;
  }

  AzureContainer container() {
    return container;
  }

  /** The meaning of an answer that is none of those a request expects. */
  UpdateCenterException of(String act, BlobStorageException answer) {
    int status = answer.getStatusCode();
    BlobErrorCode code = answer.getErrorCode();
    if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(code)
        || BlobErrorCode.CONTAINER_BEING_DELETED.equals(code)
        || status == 404) {
      return missing(answer);
    }
    if (status == 401 || status == 403) {
      return forbidden(act, answer);
    }
    return refused(act, answer);
  }

  /** UC5050: no token could be had. */
  UpdateCenterException noToken(ClientAuthenticationException cause) {
    return UpdateCenterException.error(
            "UC5050", ExitCode.NOT_ALLOWED, "no token for the store: " + container.credential())
        .where(container)
        .why("Microsoft Entra ID or the machine's identity endpoint gave none" + entra(cause))
        .fix(
            "name a credential in 'azure' (docs/store.md), check its tenantId, clientId and secret,"
                + " or sign in with 'az login'")
        .state("nothing was changed")
        .cause(cause)
        .build();
  }

  /** Entra's own code; the rest of its message repeats what was sent. */
  private static String entra(ClientAuthenticationException cause) {
    Matcher code = ENTRA.matcher(String.valueOf(cause.getMessage()));
    return code.find() ? ": " + code.group() : "";
  }

  private UpdateCenterException missing(BlobStorageException cause) {
    return UpdateCenterException.error("UC5047", ExitCode.NOT_FOUND, "the container does not exist")
        .where(container)
        .why("this program creates no containers, so that it needs no right to")
        .fix(
            "create it, such as by 'az storage container create --account-name ACCOUNT --name "
                + container.name()
                + " --auth-mode login', or mend 'store' or 'reports'")
        .state("nothing was changed")
        .cause(cause)
        .build();
  }

  private UpdateCenterException forbidden(String act, BlobStorageException cause) {
    return UpdateCenterException.error(
            "UC5046", ExitCode.NOT_ALLOWED, "the store does not let us " + act)
        .where(container)
        .why(container.credential() + " may not: " + name(cause))
        .fix(
            "give it the role 'Storage Blob Data Contributor' on this container (to read only:"
                + " 'Storage Blob Data Reader'), or a signature with read, add, create, write and"
                + " list")
        .state("nothing was changed by this request")
        .cause(cause)
        .build();
  }

  private UpdateCenterException refused(String act, BlobStorageException cause) {
    return UpdateCenterException.error("UC5048", ExitCode.CONFLICT, "the store refuses to " + act)
        .where(container)
        .why(name(cause))
        .fix("'ducctl explain UC5048' tells the reasons that the service has")
        .state("nothing was changed by this request")
        .cause(cause)
        .build();
  }

  private static String name(BlobStorageException answer) {
    return "HTTP status "
        + answer.getStatusCode()
        + (answer.getErrorCode() == null ? "" : ", " + answer.getErrorCode());
  }
}
