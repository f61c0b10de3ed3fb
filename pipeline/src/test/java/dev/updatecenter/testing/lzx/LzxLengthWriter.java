package dev.updatecenter.testing.lzx;

import java.util.ArrayList;
import java.util.List;

/** MS-PATCH "Encoding the Trees and Pre-Trees": lengths as differences, with runs. */
final class LzxLengthWriter {
  private record Symbol(int symbol, int extraBits, int extra) {}

  private LzxLengthWriter() {}

  static void write(LzxBitWriter out, byte[] before, byte[] now, int from, int to) {
    List<Symbol> symbols = symbols(before, now, from, to);
    long[] frequencies = new long[20];
    symbols.forEach(s -> frequencies[s.symbol()]++);
    LzxCode code = LzxCode.of(frequencies, 15);
    for (byte length : code.lengths) {
      out.bits(4, length);
    }
    for (Symbol s : symbols) {
      code.write(out, s.symbol());
      out.bits(s.extraBits(), s.extra());
    }
  }

  private static List<Symbol> symbols(byte[] before, byte[] now, int from, int to) {
    List<Symbol> symbols = new ArrayList<>();
    int at = from;
    while (at < to) {
      int run = 1;
      while (at + run < to && now[at + run] == now[at]) {
        run++;
      }
      if (now[at] == 0 && run >= 20) {
        run = Math.min(run, 51);
        symbols.add(new Symbol(18, 5, run - 20));
      } else if (now[at] == 0 && run >= 4) {
        run = Math.min(run, 19);
        symbols.add(new Symbol(17, 4, run - 4));
      } else if (run >= 4) {
        run = Math.min(run, 5);
        symbols.add(new Symbol(19, 1, run - 4));
        symbols.add(new Symbol((before[at] - now[at] + 17) % 17, 0, 0));
      } else {
        run = 1;
        symbols.add(new Symbol((before[at] - now[at] + 17) % 17, 0, 0));
      }
      at += run;
    }
    return symbols;
  }
}
