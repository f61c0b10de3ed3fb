package dev.updatecenter.app.jobs;

import java.util.ArrayList;
import java.util.List;

/** What became of the lines of a text: those that went, with a minus, and those that came. */
final class LineDifference {
  /** Beyond this, what lies between the first and the last change is told as a whole. */
  private static final long MOST_WORK = 4_000_000;

  private final List<String> before;
  private final List<String> after;

  private LineDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Each line that is not in both, in order. */
  static List<String> of(String before, String after) {
    List<String> a = before.lines().toList();
    List<String> b = after.lines().toList();
    int head = 0;
    while (head < Math.min(a.size(), b.size()) && a.get(head).equals(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(a.size(), b.size()) - head
        && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    return new LineDifference(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail))
        .lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    if ((long) before.size() * after.size() <= MOST_WORK) {
      int[][] common = common();
      while (i < before.size() && j < after.size()) {
        if (before.get(i).equals(after.get(j))) {
          i++;
          j++;
        } else if (common[i + 1][j] >= common[i][j + 1]) {
          lines.add("- " + before.get(i++));
        } else {
          lines.add("+ " + after.get(j++));
        }
      }
    }
    before.subList(i, before.size()).forEach(line -> lines.add("- " + line));
    after.subList(j, after.size()).forEach(line -> lines.add("+ " + line));
    return lines;
  }

  /** The longest common subsequence of what is left from each pair of lines on. */
  private int[][] common() {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
