package dev.updatecenter.app.cli;

import picocli.CommandLine;

/** The table of all commands, in the order in which help lists them. */
final class Commands {
  private Commands() {}

  static CommandLine tree(Session session) {
    CommandLine root = new CommandLine(new Ducctl.Root());
    Group top = new Group(root);
    top.planned("demo", "Runs the main job on the sample, from a workspace to a device.");
    top.group("product", "Registers device models.")
        .planned("import", "Reads a workspace, or its files; registers the product.")
        .planned("list", "Lists the registered products.")
        .planned("show", "Shows one product.")
        .planned("device-config", "Writes what an image needs to find its updates.");
    top.group("publisher", "Registers the submitters' EV certificates.")
        .planned("register", "Registers a certificate for a product.")
        .planned("list", "Lists the certificates of a product.")
        .planned("retire", "Retires a certificate.");
    top.group("smbios", "Reads SMBIOS tables.")
        .planned("show", "Shows fields, hardware ids and findings of a table.");
    top.group("package", "Looks into packages.")
        .planned("inspect", "Says what a file is, what it holds and what is wrong with it.")
        .planned("build", "Builds a catalog and cabinet, or an OEM custom package.");
    top.planned("validate", "Checks a release offline.");
    top.planned("plan", "Says what would change for whom.");
    top.planned("submit", "Validation, Sign, Publish, Finalize; starts no flight.");
    top.planned("flight", "Validation, Targeting, Finalize: offers a release to a ring.");
    top.planned("promote", "Flights the same release to the next ring.");
    top.planned("pause", "Holds a ring: no device begins to install.");
    top.planned("resume", "Goes on after a pause or a halt.");
    top.planned("halt", "Stops a ring at once.");
    top.planned("approve", "Approves a digest.");
    top.planned("reject", "Rejects a digest.");
    top.planned("status", "Shows products, releases and rings.");
    top.planned("watch", "Shows the status as it changes.");
    top.planned("wait", "Waits until a ring has passed.");
    top.planned("advance", "Reports in, gates evaluated, metadata refreshed.");
    top.group("reports", "What devices reported.").planned("ingest", "Takes reports in.");
    top.planned("refresh", "Renews metadata before it expires.");
    top.planned("sign", "Signs files with the configured policy.");
    top.planned("verify", "Judges Authenticode signatures with the configured policy.");
    top.group("repo", "The published tree.")
        .planned("verify", "Verifies everything that is published.")
        .planned("gc", "Deletes what no ring names any more.")
        .planned("recover", "Rebuilds a database from the store.");
    top.group("device", "The other end.")
        .planned("scan", "Scans, decides, downloads and verifies, as a device does.")
        .planned("report", "Reports how an installation went.")
        .planned("enrol", "Lets a device's reports count.")
        .planned("list", "Lists the enrolled devices.")
        .planned("explain", "Says why a device is, or is not, offered something.")
        .planned("failures", "Counts failures by code.");
    top.group("subscription", "IoT Core Services subscriptions.")
        .planned("create", "Creates one.")
        .planned("update", "Changes one.")
        .planned("delete", "Deletes one.")
        .planned("list", "Lists them.");
    top.group("keys", "The keys of the metadata roles.")
        .planned("list", "Lists the keys.")
        .planned("generate", "Makes the keys that are missing.")
        .planned("rotate", "Replaces the keys of a role.")
        .planned("ceremony", "Signs offline: export, sign, import.")
        .planned("expiry", "Says what expires when.");
    top.group("audit", "Who did what with which key.")
        .planned("verify", "Checks that nothing was altered.")
        .planned("export", "Prints the records.");
    top.group("config", "The configuration.")
        .planned("show", "Shows what is in force.")
        .planned("check", "Tries what is configured.");
    top.planned("serve", "Dashboard and REST API.");
    top.planned("explain", "Explains a code.");
    top.planned("schema", "Prints a schema.");
    top.planned("completion", "Prints completion for a shell.");
    top.command("version", new VersionCommand(session));
    return root;
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
