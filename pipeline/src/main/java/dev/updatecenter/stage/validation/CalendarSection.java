package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.NearestWord;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.submission.BadValueException;
import dev.updatecenter.stage.submission.Values;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code calendar} of a policy.yaml that its schema found in order. */
final class CalendarSection {
  private static final String END_OF_DAY = "24:00";

  private CalendarSection() {}

  /** Reads it; what has no sense goes to {@code bad}. */
  static Calendar read(Node policy, List<Finding> bad) {
    Optional<Node> calendar = policy.get("calendar");
    return calendar.isPresent() ? calendar(calendar.get(), bad) : Calendar.ALWAYS_OPEN;
  }

  private static Calendar calendar(Node calendar, List<Finding> bad) {
    try {
      ZoneId zone = new Values(calendar).required("zone", CalendarSection::zone);
      return new Calendar(
          zone,
          each(calendar, "windows", bad, CalendarSection::window),
          each(calendar, "freezes", bad, CalendarSection::freeze));
    } catch (BadValueException e) {
      bad.add(e.finding());
      return Calendar.ALWAYS_OPEN;
    }
  }

  /** A fixed offset would be wrong for half of the year: only places have clocks. */
  private static ZoneId zone(String name) {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is no time zone"
              + NearestWord.to(name, known).map(n -> "; did you mean '" + n + "'?").orElse(""));
    }
    return ZoneId.of(name);
  }

  private interface Reader<T> {
    T read(Values element) throws BadValueException;
  }

  private static <T> List<T> each(Node node, String key, List<Finding> bad, Reader<T> reader) {
    List<T> all = new ArrayList<>();
    for (Node element : node.get(key).map(Node::elements).orElse(List.of())) {
      try {
        all.add(reader.read(new Values(element)));
      } catch (BadValueException e) {
        bad.add(e.finding());
      }
    }
    return all;
  }

  private static Window window(Values window) throws BadValueException {
    Set<DayOfWeek> days =
        texts(window, "days").stream()
            .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    return new Window(
        days,
        window.required("from", LocalTime::parse),
        window.required(
            "to", to -> to.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(to)),
        rings(window));
  }

  private static Freeze freeze(Values freeze) throws BadValueException {
    LocalDateTime from = freeze.required("from", text -> time(text, 0));
    // A day is meant to its end, as people say "until the third".
    LocalDateTime to = freeze.required("to", text -> time(text, 1));
    if (!from.isBefore(to)) {
      throw new BadValueException(freeze.node().position(), "a freeze ends after it begins");
    }
    return new Freeze(from, to, freeze.text("reason").orElseThrow(), rings(freeze));
  }

  private static LocalDateTime time(String text, int daysOn) {
    return text.contains("T")
        ? LocalDateTime.parse(text)
        : LocalDate.parse(text).plusDays(daysOn).atStartOfDay();
  }

  private static Set<RingName> rings(Values values) {
    return texts(values, "rings").stream().map(RingName::new).collect(Collectors.toSet());
  }

  private static List<String> texts(Values values, String key) {
    return values.node().get(key).map(Node::elements).orElse(List.of()).stream()
        .map(n -> n.text().orElseThrow())
        .toList();
  }
}
