package dev.updatecenter.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;

/**
 * The contract as help shows it: every command with what it takes, and whether it is planned. What
 * commands take stands in {@code commands.txt}, a command a line.
 */
final class CommandTable {
  private static final int NAME_WIDTH = 56;

  private final CommandLine root;

  CommandTable(CommandLine root) {
    this.root = root;
  }

  /** The lines of the contract: a command's words, then what it takes. */
  static List<String> contract() {
    try (InputStream in =
        Objects.requireNonNull(CommandTable.class.getResourceAsStream("/commands.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table. */
  String text() {
    StringBuilder text = new StringBuilder("Commands:\n");
    for (String line : contract()) {
      String shown = "  ducctl " + line;
      text.append(shown);
      if (shown.length() < NAME_WIDTH) {
        text.append(" ".repeat(NAME_WIDTH - shown.length()));
      } else {
        text.append('\n').append(" ".repeat(NAME_WIDTH));
      }
      text.append(' ').append(description(line)).append('\n');
    }
    return text.toString();
  }

  /** Of the command that the first words name. */
  private String description(String line) {
    CommandLine at = root;
    for (String word : line.split(" ", -1)) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        break;
      }
      at = next;
    }
    return String.join(" ", at.getCommandSpec().usageMessage().description());
  }
}
