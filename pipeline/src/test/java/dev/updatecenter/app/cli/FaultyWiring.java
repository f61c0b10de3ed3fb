package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.flighting.FlightLedger;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.reporting.ReportLedger;
import dev.updatecenter.stage.signing.SignedSubmissions;
import dev.updatecenter.stage.signing.SigningLedger;
import dev.updatecenter.stage.submission.SubmissionLedger;
import dev.updatecenter.stage.validation.ValidationLedger;
import dev.updatecenter.testing.HalvedSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The real adapters, each of which tells a {@link Fault} before and after every call: {@code before
 * store.replace BlobName[value=…]}, and {@code half store.putIfAbsent …} within an upload.
 */
final class FaultyWiring extends Wiring {
  private final Fault fault;

  FaultyWiring(
      Home home, Configuration configuration, Clock clock, Progress progress, Fault fault) {
    super(home, configuration, clock, progress);
    this.fault = fault;
  }

  @Override
  public AuthenticodeSigner signer() {
    return watched(AuthenticodeSigner.class, "signer", super.signer());
  }

  @Override
  public AuditLog audit() {
    return watched(AuditLog.class, "audit", super.audit());
  }

  @Override
  public SubmissionLedger submissions(ProductName product) {
    return watched(SubmissionLedger.class, "submissions", super.submissions(product));
  }

  @Override
  public ValidationLedger validations() {
    return watched(ValidationLedger.class, "validations", super.validations());
  }

  @Override
  public SigningLedger signings() {
    return watched(SigningLedger.class, "signings", super.signings());
  }

  @Override
  public SignedSubmissions signedSubmissions() {
    return watched(SignedSubmissions.class, "signedSubmissions", super.signedSubmissions());
  }

  @Override
  public PublishingLedger publications() {
    return watched(PublishingLedger.class, "publications", super.publications());
  }

  @Override
  public FlightLedger flightLedger() {
    return watched(FlightLedger.class, "flights", super.flightLedger());
  }

  @Override
  public ReportLedger reports() {
    return watched(ReportLedger.class, "reports", super.reports());
  }

  @Override
  public BlobStore store() {
    return watched(BlobStore.class, "store", super.store());
  }

  @Override
  public BlobStore privatePart() {
    return watched(BlobStore.class, "private", super.privatePart());
  }

  private <T> T watched(Class<T> port, String name, T adapter) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                call(adapter, name + "." + method.getName(), method, arguments)));
  }

  private @Nullable Object call(
      Object adapter, String name, Method method, Object @Nullable [] arguments) throws Throwable {
    String moment = arguments == null ? name : name + " " + arguments[0];
    Object[] passed = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < passed.length; i++) {
      if (passed[i] instanceof BlobSource source) {
        passed[i] = new HalvedSource(source, () -> fault.moment("half " + moment));
      }
    }
    fault.moment("before " + moment);
    try {
      Object result = method.invoke(adapter, passed);
      fault.moment("after " + moment);
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
