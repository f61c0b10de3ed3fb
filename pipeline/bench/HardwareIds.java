import dev.updatecenter.capability.devicemodel.SmbiosTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Writes SMBIOS dumps into a folder and times how fast they are read again: each file opened, its
 * table walked, all fifteen hardware ids computed, all findings made. One thread. The Java machine
 * is warm: the first seconds are not counted.
 *
 * <p>{@code HardwareIds FOLDER DUMPS PEER}: prints {@code rate <dumps a second>}, of the best of the
 * counted rounds, and {@code cpu <dumps a second of the thread's own time>}, of all of them: that is
 * what the rate would be on a machine with nothing else to do. For the first PEER dumps it leaves {@code peer/<n>/dmi/tables} and the ids in
 * {@code peer/<n>/ids}, for another program to be asked the same.
 */
final class HardwareIds {
  private static final Duration WARM = Duration.ofSeconds(5);
  private static final int COUNTED = 9;
  private static final int TABLE_OFFSET = 0x20;

  private HardwareIds() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Path> dumps = write(folder, Integer.parseInt(arguments[1]));
    forPeer(folder, dumps.subList(0, Integer.parseInt(arguments[2])));
    long warm = System.nanoTime() + WARM.toNanos();
    while (System.nanoTime() < warm) {
      rate(dumps);
    }
    double best = 0;
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int round = 0; round < COUNTED; round++) {
      best = Math.max(best, rate(dumps));
    }
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    System.out.printf("rate %.0f%n", best);
    System.out.printf("cpu %.0f%n", COUNTED * dumps.size() / (cpu / 1e9));
  }

  private static double rate(List<Path> dumps) throws IOException {
    long begin = System.nanoTime();
    long made = 0;
    for (Path dump : dumps) {
      SmbiosTable table = SmbiosTable.read(dump);
      made += table.hardwareIds().size();
      if (!table.findings().isEmpty()) {
        throw new IllegalStateException(dump + ": " + table.findings());
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (made != 15L * dumps.size()) {
      throw new IllegalStateException(made + " ids of " + dumps.size() + " dumps");
    }
    return dumps.size() / seconds;
  }

  private static List<Path> write(Path folder, int number) throws IOException {
    List<Path> dumps = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      byte[] table = table(i);
      byte[] dump = Arrays.copyOf(entryPoint(table.length), TABLE_OFFSET + table.length);
      System.arraycopy(table, 0, dump, TABLE_OFFSET, table.length);
      Path sub = Files.createDirectories(folder.resolve("dumps").resolve("" + i / 1000));
      dumps.add(Files.write(sub.resolve(i + ".bin"), dump));
    }
    return dumps;
  }

  private static void forPeer(Path folder, List<Path> dumps) throws IOException {
    for (int i = 0; i < dumps.size(); i++) {
      Path peer = folder.resolve("peer").resolve("" + i);
      Path tables = Files.createDirectories(peer.resolve("dmi/tables"));
      byte[] dump = Files.readAllBytes(dumps.get(i));
      Files.write(tables.resolve("smbios_entry_point"), Arrays.copyOf(dump, 0x18));
      Files.write(tables.resolve("DMI"), Arrays.copyOfRange(dump, TABLE_OFFSET, dump.length));
      StringBuilder ids = new StringBuilder();
      SmbiosTable.read(dumps.get(i)).hardwareIds().values().forEach(id -> ids.append(id).append('\n'));
      Files.writeString(peer.resolve("ids"), ids);
    }
  }

  /** A table of 2 to 3 kB, as a PC has it: the structures that name it, and others (DSP0134 6.1.2). */
  private static byte[] table(int seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bios = new byte[0x14];
    bios[0] = 1;
    bios[1] = 2;
    bios[0x0F] = 4;
    bios[0x10] = (byte) random.nextInt(256);
    bios[0x11] = (byte) random.nextInt(256);
    structure(out, 0, bios, "Vendor " + seed % 7, "1." + seed);
    byte[] system = new byte[0x17];
    system[0] = 1;
    system[1] = 2;
    system[0x15] = 3;
    system[0x16] = 4;
    structure(
        out, 1, system, "Maker " + seed % 50, "Model " + seed, "SKU-" + seed, "Line " + seed % 300);
    structure(out, 2, new byte[] {1, 2, 0, 0}, "Board maker " + seed % 9, "Board " + seed);
    structure(out, 3, new byte[] {0, (byte) (1 + random.nextInt(0x20)), 0, 0, 0, 0, 0, 0, 0});
    for (int i = 0; i < 30; i++) {
      byte[] fields = new byte[random.nextInt(60)];
      random.nextBytes(fields);
      structure(out, 4 + random.nextInt(40), fields, "Part " + random.nextInt(), "Serial " + seed);
    }
    structure(out, 127, new byte[0]);
    return out.toByteArray();
  }

  private static void structure(
      ByteArrayOutputStream out, int type, byte[] fields, String... strings) {
    out.write(type);
    out.write(fields.length + 4);
    out.write(out.size());
    out.write(0);
    out.writeBytes(fields);
    for (String string : strings) {
      out.writeBytes(string.getBytes(StandardCharsets.UTF_8));
      out.write(0);
    }
    out.writeBytes(new byte[strings.length == 0 ? 2 : 1]);
  }

  /** DSP0134 5.2.2. */
  private static byte[] entryPoint(int tableLength) {
    ByteBuffer out = ByteBuffer.allocate(0x18).order(ByteOrder.LITTLE_ENDIAN);
    out.put(0, "_SM3_".getBytes(StandardCharsets.US_ASCII));
    out.put(6, (byte) 0x18).put(7, (byte) 3).put(8, (byte) 3).put(0x0A, (byte) 1);
    out.putInt(0x0C, tableLength).putLong(0x10, TABLE_OFFSET);
    int sum = 0;
    for (byte b : out.array()) {
      sum += b;
    }
    return out.put(5, (byte) -sum).array();
  }
}
