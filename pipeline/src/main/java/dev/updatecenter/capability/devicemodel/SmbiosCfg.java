package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code SMBIOS.CFG}, the text out of which Qualcomm firmware builds its SMBIOS table.
 *
 * <pre>
 * # comment                      also behind an entry
 * CFG:… VER:… ADD:&lt;hex&gt;           directives
 * 01,05,S,"Contoso, Kiosk"       type, offset (XX appends), S a quoted UTF-8 string
 * 03,05,I,0A                     I hex bytes
 * </pre>
 */
public final class SmbiosCfg {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MOST_FINDINGS = 200;

  private final String file;
  private final Map<SmbiosField, Located> fields = new EnumMap<>(SmbiosField.class);
  private final List<Finding> findings = new ArrayList<>();

  private SmbiosCfg(String file) {
    this.file = file;
  }

  /** Reads a file; what is wrong with it is among the findings. */
  public static DeclaredIdentity read(byte[] content, String file) {
    SmbiosCfg cfg = new SmbiosCfg(file);
    if (content.length > MAX_BYTES) {
      cfg.whole("larger than 1 MiB, which no SMBIOS.CFG is");
    } else {
      cfg.decode(content).ifPresent(cfg::lines);
    }
    return new DeclaredIdentity(file, cfg.fields, Map.of(), cfg.findings);
  }

  private Optional<String> decode(byte[] content) {
    CharBuffer text = CharBuffer.allocate(content.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), text, true);
    text.flip();
    if (result.isError()) {
      notText(text.toString());
      return Optional.empty();
    }
    return Optional.of(withoutMark(text.toString()));
  }

  /** Tells where the first byte stands that is no text. */
  private void notText(String before) {
    String[] lines = withoutMark(before).split("\\R", -1);
    findings.add(
        Finding.error("UC2020", "SMBIOS.CFG", "not UTF-8 text from here on")
            .at(file, lines.length, lines[lines.length - 1].length() + 1)
            .because("Nothing of the file was read.")
            .fixedBy("Save the file as UTF-8."));
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void lines(String text) {
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (findings.size() == MOST_FINDINGS) {
        findings.add(
            Finding.error("UC2020", "SMBIOS.CFG", "too much is wrong before this line")
                .at(file, number, 1)
                .because("From here on the file was not read.")
                .fixedBy("Mend what the other findings say, or name the right file."));
        return;
      }
      take(SmbiosCfgGrammar.parse(line), number);
    }
  }

  private void take(SmbiosCfgLine line, int number) {
    if (line instanceof SmbiosCfgLine.Entry entry) {
      entry.field().ifPresent(field -> put(field, entry, number));
    } else if (line instanceof SmbiosCfgLine.AsBytes bytes) {
      asBytes(bytes, number);
    } else if (line instanceof SmbiosCfgLine.Malformed malformed) {
      malformed(malformed, number);
    }
  }

  private void put(SmbiosField field, SmbiosCfgLine.Entry entry, int line) {
    SourcePosition at = new SourcePosition(file, line, entry.column());
    Located before = fields.put(field, new Located(entry.text(), at));
    if (before != null) {
      findings.add(
          Finding.warning(
                  "UC2021",
                  field.kitName(),
                  field.kitName() + " is set here and already in line " + before.position().line())
              .at(at)
              .because("The firmware goes through the file in order: the later one stays.")
              .fixedBy("Remove one of the two."));
    }
  }

  private void asBytes(SmbiosCfgLine.AsBytes bytes, int line) {
    String name = bytes.field().kitName();
    findings.add(
        Finding.warning("UC2019", name, name + " is set as bytes, not as a string")
            .at(file, line, bytes.column())
            .because("The byte there is a string number: the text that it stands for is not known.")
            .fixedBy("Set the field by data type S and the text in double quotes."));
  }

  private void malformed(SmbiosCfgLine.Malformed line, int number) {
    Finding finding =
        Finding.warning("UC2020", "SMBIOS.CFG", line.what())
            .at(file, number, line.column())
            .because("The firmware would skip the line, or stop at it.")
            .fixedBy("Write Type,Offset,DataType,Data as in 01,05,S,\"Name\".");
    findings.add(line.ofIdentity() ? finding.weighing(Severity.ERROR) : finding);
  }

  private void whole(String what) {
    findings.add(
        Finding.error("UC2020", "SMBIOS.CFG", what)
            .at(file, 0, 0)
            .because("Nothing of the file was read.")
            .fixedBy("Put the file there that the firmware is built from."));
  }
}
