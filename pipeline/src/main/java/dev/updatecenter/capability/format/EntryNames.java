package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.Finding;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names in one package, judged as Windows would use them: each must stay below the folder that
 * the package is unpacked to, and no two may mean the same file. Gathers every fault.
 */
public final class EntryNames {
  /** A name that is absolute, names a drive or leads out of its folder. */
  public static final String LEADS_OUT = "UC3013";

  /** A name that Windows reserves or cannot hold. */
  public static final String NOT_A_FILE_NAME = "UC3014";

  /** A name with both separators. */
  public static final String MIXED_SEPARATORS = "UC3015";

  /** Two names for one file. */
  public static final String DUPLICATE = "UC3016";

  // Microsoft, "Naming Files, Paths, and Namespaces".
  private static final Pattern DEVICE =
      Pattern.compile(
          "(con|prn|aux|nul|conin\\$|conout\\$|clock\\$|com[0-9¹²³]|lpt[0-9¹²³])\\s*(\\..*)?",
          Pattern.CASE_INSENSITIVE);
  private static final String FORBIDDEN = "<>:\"|?*";

  private static final int MOST_FAULTS = 100;

  // Sorted so that what lies in a folder follows right after the folder's own name.
  private final NavigableSet<String> files = new TreeSet<>(EntryNames::byFolder);
  private final List<Finding> faults = new ArrayList<>();
  private int untold;

  /** Judges the next name. */
  public void add(String name) {
    Optional<Finding> fault = faultOf(name).or(() -> clash(name));
    if (fault.isPresent() && faults.size() < MOST_FAULTS) {
      faults.add(fault.get());
    } else if (fault.isPresent()) {
      untold++;
    }
  }

  private Optional<Finding> clash(String name) {
    String key = key(name);
    boolean clash =
        !files.add(key) || isBelow(key, files.lower(key)) || isBelow(files.higher(key), key);
    return clash
        ? Optional.of(
            Finding.error(DUPLICATE, "", "two entries are " + quoted(name) + " to Windows"))
        : Optional.empty();
  }

  private static boolean isBelow(@Nullable String file, @Nullable String folder) {
    return file != null && folder != null && file.startsWith(folder + "/");
  }

  private static int byFolder(String a, String b) {
    int common = Arrays.mismatch(a.toCharArray(), b.toCharArray());
    if (common < 0 || common == a.length() || common == b.length()) {
      return Integer.compare(a.length(), b.length());
    }
    return Integer.compare(rank(a.charAt(common)), rank(b.charAt(common)));
  }

  private static int rank(char c) {
    return c == '/' ? -1 : c;
  }

  /** What is wrong with the names so far: the first hundred faults, and how many more there are. */
  public List<Finding> faults() {
    List<Finding> told = new ArrayList<>(faults);
    if (untold > 0) {
      Finding last = faults.get(faults.size() - 1);
      told.add(Finding.error(last.code(), "", untold + " more entry names are at fault"));
    }
    return List.copyOf(told);
  }

  /** Throws if a name is at fault. */
  public void require() throws MalformedPackageException {
    if (!faults.isEmpty()) {
      throw new MalformedPackageException(faults);
    }
  }

  /** The same for any two names that Windows takes for one: separators, case and composition. */
  public static String key(String name) {
    String flat = name.replace('\\', '/');
    return Normalizer.normalize(
        flat.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  /** The name of the file itself, of a {@link #key}. */
  public static String lastPart(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Where the file lies, of a {@link #key}: with the separator behind it, empty at the top. */
  public static String folder(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  private static Optional<Finding> faultOf(String name) {
    if (name.indexOf('/') >= 0 && name.indexOf('\\') >= 0) {
      return fault(MIXED_SEPARATORS, name, "mixes / and \\");
    }
    String flat = name.replace('\\', '/');
    if (flat.startsWith("/")) {
      return fault(LEADS_OUT, name, "is absolute");
    }
    if (flat.length() > 1 && flat.charAt(1) == ':') {
      return fault(LEADS_OUT, name, "names a drive");
    }
    for (String part : flat.split("/", -1)) {
      if (part.equals("..")) {
        return fault(LEADS_OUT, name, "leads out of the package");
      }
      String wrong = wrongWith(part);
      if (!wrong.isEmpty()) {
        return fault(NOT_A_FILE_NAME, name, wrong);
      }
    }
    return Optional.empty();
  }

  private static String wrongWith(String part) {
    if (part.isEmpty() || part.equals(".")) {
      return "has an empty part";
    }
    if (part.endsWith(".") || part.endsWith(" ") || part.startsWith(" ")) {
      return "has a part that begins with a space or ends with a dot or a space";
    }
    if (DEVICE.matcher(part).matches()) {
      return "is a device of Windows";
    }
    boolean bad = part.codePoints().anyMatch(EntryNames::unfit);
    return bad ? "has a character that no file name may have" : "";
  }

  private static boolean unfit(int c) {
    int type = Character.getType(c);
    return FORBIDDEN.indexOf(c) >= 0
        || type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static Optional<Finding> fault(String code, String name, String what) {
    return Optional.of(
        Finding.error(code, "", "entry name " + quoted(name) + " " + what)
            .because("Unpacking it could write outside the folder, or another file than meant.")
            .fixedBy("Build the package again with a plain relative name."));
  }

  /** A name as it may be shown: short, and without control characters. */
  public static String quoted(String name) {
    String plain = name.length() > 120 ? name.substring(0, 120) + "…" : name;
    StringBuilder shown = new StringBuilder("'");
    plain.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.append('\'').toString();
  }
}
