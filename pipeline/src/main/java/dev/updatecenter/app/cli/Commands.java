package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.RingControl;
import dev.updatecenter.app.jobs.view.Pause;
import dev.updatecenter.stage.validation.approval.Decision;
import picocli.CommandLine;

/** The table of all commands, in the order in which help lists them. */
final class Commands {
  private Commands() {}

  static CommandLine tree(Session session) {
    CommandLine root = new CommandLine(new Ducctl.Root());
    Group top = new Group(root);
    top.command("demo", new DemoCommand(session));
    models(top, session);
    releases(top, session);
    published(top, session);
    home(top, session);
    return root;
  }

  private static void models(Group top, Session session) {
    top.group("product", "Registers device models.")
        .command("import", new ProductImportCommand(session))
        .command("list", new ProductListCommand(session))
        .command("show", new ProductShowCommand(session))
        .command("device-config", new DeviceConfigCommand(session));
    top.group("publisher", "Registers the submitters' EV certificates.")
        .command(
            "register",
            new PublisherChangeCommand(session, false),
            "Registers a certificate for a product.")
        .command("list", new PublisherListCommand(session))
        .command("retire", new PublisherChangeCommand(session, true), "Retires a certificate.");
    top.group("smbios", "Reads SMBIOS tables.").command("show", new SmbiosShowCommand(session));
    top.group("package", "Looks into packages, and builds them.")
        .command("inspect", new PackageInspectCommand(session))
        .command("build", new PackageBuildCommand(session));
  }

  private static void releases(Group top, Session session) {
    top.command("validate", new ValidateCommand(session));
    top.command("plan", new PlanCommand(session));
    top.command("submit", new SubmitCommand(session));
    top.command("flight", new FlightCommand(session));
    top.command("promote", new PromoteCommand(session));
    top.command(
        "pause",
        new RingCommand(session, RingControl.Act.PAUSE),
        "Lets no device begin to install, until resumed.");
    top.command(
        "resume",
        new RingCommand(session, RingControl.Act.RESUME),
        "Lets the devices of a paused ring go on.");
    top.command(
        "halt", new RingCommand(session, RingControl.Act.HALT), "Stops a ring's release for good.");
    top.command(
        "approve",
        new DecisionCommand(session, Decision.APPROVE),
        "Approves exactly one digest, by the key of a person.");
    top.command(
        "reject",
        new DecisionCommand(session, Decision.REJECT),
        "Rejects exactly one digest: what waits for approvals stops.");
    top.command("status", new StatusCommand(session));
    top.command("watch", new WatchCommand(session, Pause.REAL));
    top.command("wait", new WaitCommand(session, Pause.REAL));
    top.command("advance", new AdvanceCommand(session));
    top.group("reports", "What devices reported.")
        .command("ingest", new ReportsIngestCommand(session));
    top.command("refresh", new RefreshCommand(session));
    top.command("sign", new SignCommand(session));
    top.command("verify", new VerifyCommand(session));
  }

  private static void published(Group top, Session session) {
    top.group("repo", "The published tree.")
        .command("verify", new RepoVerifyCommand(session))
        .command("gc", new RepoGcCommand(session))
        .planned("recover", "Rebuilds a database from the store.");
    top.group("device", "The other end.")
        .command("scan", new DeviceScanCommand(session))
        .command("report", new DeviceReportCommand(session))
        .command("enrol", new DeviceEnrolCommand(session))
        .command("list", new DeviceListCommand(session))
        .command("explain", new DeviceExplainCommand(session))
        .command("failures", new DeviceFailuresCommand(session));
    top.group("subscription", "IoT Core Services subscriptions.")
        .command("create", new SubscriptionCreateCommand(session))
        .command("update", new SubscriptionUpdateCommand(session))
        .command("delete", new SubscriptionDeleteCommand(session))
        .command("list", new SubscriptionListCommand(session));
  }

  private static void home(Group top, Session session) {
    Group keys =
        top.group("keys", "The keys of the metadata roles.")
            .command("list", new KeysCommand(session, false), "Lists the keys.")
            .command("generate", new KeysCommand(session, true), "Makes the keys that are missing.")
            .command("rotate", new KeysRotateCommand(session));
    keys.group("ceremony", "Signs offline: export, sign, import.")
        .command("export", new CeremonyExportCommand(session))
        .command("sign", new CeremonySignCommand(session))
        .command("import", new CeremonyImportCommand(session));
    keys.command("expiry", new KeysExpiryCommand(session));
    top.group("audit", "Who did what with which key.")
        .command("verify", new AuditVerifyCommand(session))
        .command("export", new AuditExportCommand(session));
    top.group("config", "The configuration.")
        .planned("show", "Shows what is in force.")
        .planned("check", "Tries what is configured.");
    top.planned("serve", "Dashboard and REST API.");
    top.command("explain", new ExplainCommand(session));
    top.command("schema", new SchemaCommand(session));
    top.command("completion", new CompletionCommand(session));
    top.command("version", new VersionCommand(session));
  }

  /** A command with commands below it. */
  private static final class Group {
    private final CommandLine line;

    Group(CommandLine line) {
      this.line = line;
    }

    /** A command that exists; its class says what it takes. */
    Group command(String name, Object command) {
      line.addSubcommand(name, command);
      return this;
    }

    /** A command whose class serves several names. */
    Group command(String name, Object command, String description) {
      CommandLine made = new CommandLine(command);
      made.getCommandSpec().usageMessage().description(description);
      line.addSubcommand(name, made);
      return this;
    }

    Group planned(String name, String description) {
      CommandLine planned = new CommandLine(new PlannedCommand());
      planned.getCommandSpec().usageMessage().description(description + " (planned)");
      line.addSubcommand(name, planned);
      return this;
    }

    Group group(String name, String description) {
      CommandLine group = new CommandLine(new GroupCommand());
      group.getCommandSpec().usageMessage().description(description);
      line.addSubcommand(name, group);
      return new Group(group);
    }
  }
}
