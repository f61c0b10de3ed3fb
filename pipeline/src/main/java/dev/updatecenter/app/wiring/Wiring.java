package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.EdgeReader;
import dev.updatecenter.capability.devicemodel.DeviceModelRegistry;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.devicemodel.jdbc.JdbcDeviceModelRegistry;
import dev.updatecenter.capability.ledger.filesystem.FileLeases;
import dev.updatecenter.capability.ledger.jdbc.JdbcAuditLog;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.flighting.AdvanceRuns;
import dev.updatecenter.stage.flighting.FlightLedger;
import dev.updatecenter.stage.flighting.Flights;
import dev.updatecenter.stage.flighting.PromotionGate;
import dev.updatecenter.stage.flighting.RingHealthSource;
import dev.updatecenter.stage.flighting.jdbc.JdbcAdvanceRuns;
import dev.updatecenter.stage.flighting.jdbc.JdbcFlightLedger;
import dev.updatecenter.stage.flighting.jdbc.JdbcSubscriptionLedger;
import dev.updatecenter.stage.flighting.subscription.SubscriptionLedger;
import dev.updatecenter.stage.planning.PlanLedger;
import dev.updatecenter.stage.planning.jdbc.JdbcPlanLedger;
import dev.updatecenter.stage.publishing.PublishedReleases;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.publishing.jdbc.JdbcPublishingLedger;
import dev.updatecenter.stage.reporting.ReportIngest;
import dev.updatecenter.stage.reporting.ReportLedger;
import dev.updatecenter.stage.reporting.jdbc.JdbcReportLedger;
import dev.updatecenter.stage.signing.SignedSubmissions;
import dev.updatecenter.stage.signing.SigningLedger;
import dev.updatecenter.stage.signing.jdbc.JdbcSignedSubmissions;
import dev.updatecenter.stage.signing.jdbc.JdbcSigningLedger;
import dev.updatecenter.stage.submission.Intake;
import dev.updatecenter.stage.submission.SubmissionLedger;
import dev.updatecenter.stage.submission.WorkFolder;
import dev.updatecenter.stage.submission.jdbc.JdbcSubmissionLedger;
import dev.updatecenter.stage.validation.PublisherRegistry;
import dev.updatecenter.stage.validation.ValidationLedger;
import dev.updatecenter.stage.validation.approval.ApprovalLedger;
import dev.updatecenter.stage.validation.approval.AuthorLedger;
import dev.updatecenter.stage.validation.approval.PolicyChangeLedger;
import dev.updatecenter.stage.validation.jdbc.JdbcApprovalLedger;
import dev.updatecenter.stage.validation.jdbc.JdbcAuthorLedger;
import dev.updatecenter.stage.validation.jdbc.JdbcPolicyChangeLedger;
import dev.updatecenter.stage.validation.jdbc.JdbcPublisherRegistry;
import dev.updatecenter.stage.validation.jdbc.JdbcValidationLedger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins ports and adapters for one command. What is expensive is opened when first asked for. */
public class Wiring implements AutoCloseable {
  private final Home home;
  private final Configuration configuration;
  private final Clock clock;
  private final Progress progress;
  private final StoreWiring stores;
  private @Nullable Database database;
  private @Nullable KeyChest keys;
  private @Nullable ReleaseKey releaseKey;
  private @Nullable JdbcAuditLog auditLog;
  private @Nullable Trust trust;

  /** Joins what a command was told. */
  public Wiring(Home home, Configuration configuration, Clock clock, Progress progress) {
    this.home = home;
    this.configuration = configuration;
    this.clock = clock;
    this.progress = progress;
    this.stores = new StoreWiring(configuration.places(), configuration.azure(), home);
  }

  /** The state folder. */
  public Home home() {
    return home;
  }

  /** Where things are. */
  public Configuration configuration() {
    return configuration;
  }

  /** The time. */
  public Clock clock() {
    return clock;
  }

  /** Tells a person how far work has come. */
  public Progress progress() {
    return progress;
  }

  /** The database of the home. */
  public synchronized Database database() {
    if (database == null) {
      database = Database.open(home.create());
    }
    return database;
  }

  synchronized KeyChest keys() {
    if (keys == null) {
      keys = new KeyChest(configuration, home, clock);
    }
    return keys;
  }

  private synchronized ReleaseKey releaseKey() {
    if (releaseKey == null) {
      releaseKey = ReleaseKey.open(configuration, keys(), trust(), clock, progress);
      if (releaseKey.lab()) {
        progress.say("No EV key is configured: signing with the home's throw-away TEST chain.");
      }
    }
    return releaseKey;
  }

  /** Signs with the EV key. */
  public AuthenticodeSigner signer() {
    return releaseKey().signer();
  }

  /** Where the release key lives; nothing is opened. */
  public SigningKey.Custody custody() {
    return keys().custody();
  }

  /** Judges signatures, without the signer's code. */
  public AuthenticodeVerifier verifier() {
    return new DefaultAuthenticodeVerifier(clock);
  }

  /** What signatures have to chain to. */
  public synchronized Trust trust() {
    if (trust == null) {
      trust = new Trust(configuration, home, clock);
    }
    return trust;
  }

  /** The certificates of the release key; the key stays closed. */
  public ReleaseCertificates releaseCertificates() {
    return ReleaseCertificates.read(configuration.keys(), home);
  }

  /** Who tells which certificates were taken back. */
  public Revocations revocations() {
    return new Revocations(configuration.trust().revocation(), home, clock);
  }

  /**
   * The right to change a product and to use its keys. Refused with exit 11 where the audit log is
   * not what was copied to the store; what was recorded under it is copied when it ends.
   */
  public Lease.Source leases() {
    return leases(true);
  }

  /** The right to stop what goes on: a log that was tampered with is only warned of. */
  public Lease.Source leasesToStop() {
    return leases(false);
  }

  /**
   * The right to halt while another run holds the product's lease. The audit log is copied by that
   * run, or by the next one.
   */
  public Lease.Source leasesToHalt() {
    return new FileLeases(home.create().locks().resolve("halt"), clock);
  }

  private Lease.Source leases(boolean refusing) {
    return new AuditedLeases(
        new FileLeases(home.create().locks(), clock),
        () -> new AuditTrail(Optional.of(auditLog()), this::privatePart),
        progress::warn,
        refusing);
  }

  /** The record of acts. */
  public AuditLog audit() {
    return auditLog();
  }

  /** The record of acts with its copies, to be read; makes no database. */
  public AuditTrail auditTrail() {
    return new AuditTrail(
        home.hasDatabase() ? Optional.of(auditLog()) : Optional.empty(), this::privatePart);
  }

  private synchronized JdbcAuditLog auditLog() {
    if (auditLog == null) {
      auditLog =
          new JdbcAuditLog(
              database().dataSource(),
              database()::force,
              clock,
              System.getProperty("user.name", "unknown"));
    }
    return auditLog;
  }

  /** Registered products. */
  public DeviceModelRegistry models() {
    return new JdbcDeviceModelRegistry(database().jdbc(), clock);
  }

  /** Registered submitters. */
  public PublisherRegistry publishers() {
    return new JdbcPublisherRegistry(database().jdbc(), clock);
  }

  /** Where inputs are copied to. */
  public WorkFolder work(ProductName product) {
    return new WorkFolder(home.work(product));
  }

  /** Takes submissions in. */
  public Intake intake(ProductName product) {
    return new Intake(work(product), configuration.cabinetLimits(), progress);
  }

  /** What was taken in. */
  public SubmissionLedger submissions(ProductName product) {
    return new JdbcSubmissionLedger(
        database().jdbc(), database().ownTransactions(), work(product), clock);
  }

  /** What was judged. */
  public ValidationLedger validations() {
    return new JdbcValidationLedger(database().jdbc(), database().ownTransactions(), clock);
  }

  /** What waits for people, and what they said. */
  public ApprovalLedger approvals() {
    return new JdbcApprovalLedger(database().jdbc(), database().ownTransactions(), clock);
  }

  /** What somebody wants to change of policies, and what was changed. */
  public PolicyChangeLedger policyChanges() {
    return new JdbcPolicyChangeLedger(database().jdbc(), clock);
  }

  /** Who handed submissions in. */
  public AuthorLedger authors() {
    return new JdbcAuthorLedger(database().jdbc(), database().ownTransactions());
  }

  /** What people were asked about. */
  public PlanLedger plans() {
    return new JdbcPlanLedger(database().jdbc(), database().ownTransactions(), clock);
  }

  /** What was signed. */
  public SigningLedger signings() {
    return new JdbcSigningLedger(database().jdbc(), database().ownTransactions(), clock);
  }

  /** Which submissions are signed to the last file. */
  public SignedSubmissions signedSubmissions() {
    return new JdbcSignedSubmissions(database().jdbc(), clock);
  }

  /** What was published. */
  public PublishingLedger publications() {
    return new JdbcPublishingLedger(database().jdbc(), database().transactions(), clock);
  }

  /** The published releases. */
  public PublishedReleases releases() {
    return new PublishedReleases(publications());
  }

  /** Where blobs lie. */
  public StoreWiring stores() {
    return stores;
  }

  /** The published tree. */
  public BlobStore store() {
    return stores().store();
  }

  /** Reports, audit and archive. */
  public BlobStore privatePart() {
    return stores().privatePart();
  }

  /** The published tree as devices see it. */
  public EdgeReader edge() {
    return configuration
        .places()
        .publicUrl()
        .map(StoreWiring::edge)
        .orElseGet(() -> EdgeReader.of(store()));
  }

  /** What validation runs. */
  public ValidationWiring validation() {
    return new ValidationWiring(this);
  }

  /** What signs files. */
  public SigningWiring signing() {
    return new SigningWiring(this);
  }

  /** What changes what devices see. */
  public PublishingWiring publishing() {
    return new PublishingWiring(this);
  }

  /** The metadata role keys of a product. */
  public RoleKeyring roleKeys(ProductName product) {
    return new RoleKeyring(home.create(), product, configuration.keys().roles(), keys());
  }

  /**
   * The metadata key at an address, or in a file; makes no home.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 2 or 5 when it is none
   */
  public MetadataSigner signerAt(String address) {
    return keys().signerAt(address);
  }

  /** The keys by which people act. */
  public PersonKeys personKeys() {
    return new PersonKeys(home.create(), configuration.keys(), keys());
  }

  /** Flights and rollouts: durable before devices see them, whatever becomes of a step. */
  public FlightLedger flightLedger() {
    return new JdbcFlightLedger(database().jdbc(), database().ownTransactions());
  }

  /** When {@code advance} ran. */
  public AdvanceRuns advanceRuns() {
    return new JdbcAdvanceRuns(database().jdbc(), database().ownTransactions());
  }

  /** Moves flights. */
  public Flights flights() {
    return new Flights(flightLedger(), clock, new SecureRandom());
  }

  /** What was bought for a product's devices. */
  public SubscriptionLedger subscriptions() {
    return new JdbcSubscriptionLedger(database().jdbc(), database().ownTransactions());
  }

  /** Enrolled devices and what they said. */
  public ReportLedger reports() {
    return new JdbcReportLedger(database().jdbc(), database().transactions());
  }

  /** The gate of a product's rings, under the calendar of its policy. */
  public PromotionGate gate(RegisteredProduct product) {
    return gates().of(product);
  }

  /** What moves rings. */
  public GateWiring gates() {
    return new GateWiring(this);
  }

  /** Takes reports in. */
  public ReportIngest reportIngest() {
    return new ReportIngest(privatePart(), reports(), clock);
  }

  /** What reports say of a ring. */
  public RingHealthSource health() {
    return gates().health();
  }

  @Override
  public void close() {
    if (releaseKey != null) {
      releaseKey.close();
    }
    if (keys != null) {
      keys.close();
    }
    if (database != null) {
      database.close();
    }
  }
}
