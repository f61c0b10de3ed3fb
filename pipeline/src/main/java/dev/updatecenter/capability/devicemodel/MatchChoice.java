package dev.updatecenter.capability.devicemodel;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which id devices of a model are recognized by, and why. Pure.
 *
 * @param number of the computer hardware id
 * @param why it is that one
 * @param passedOver the more specific ones, each with what stood against it
 */
public record MatchChoice(int number, String why, List<PassedOver> passedOver) {
  /** Copies. */
  public MatchChoice {
    passedOver = List.copyOf(passedOver);
  }

  /**
   * An id that is more specific and not the one.
   *
   * @param number of the computer hardware id
   * @param why not
   */
  public record PassedOver(int number, String why) {}

  /** Explains a model's. */
  public static MatchChoice of(DeviceModel model) {
    int usual = DeviceModel.defaultMatch(model.smbios()).orElse(model.match());
    String why =
        usual == model.match()
            ? "the most specific of 3, 8, 4 and 9 whose fields are all registered"
            : "product.yaml says so; HardwareID-" + usual + " would be the default";
    int fields = ComputerHardwareIds.fields(model.match()).size();
    List<PassedOver> others =
        DeviceModel.DEFAULT_MATCHES.stream()
            .takeWhile(number -> number != model.match())
            .filter(number -> ComputerHardwareIds.fields(number).size() >= fields)
            .map(number -> new PassedOver(number, against(number, model)))
            .toList();
    return new MatchChoice(model.match(), why, others);
  }

  private static String against(int number, DeviceModel model) {
    List<SmbiosField> absent = ComputerHardwareIds.absent(number, model.smbios());
    return absent.isEmpty()
        ? "product.yaml names another"
        : absent.stream().map(SmbiosField::wireName).collect(Collectors.joining(" and "))
            + (absent.size() == 1 ? " is" : " are")
            + " not registered";
  }
}
