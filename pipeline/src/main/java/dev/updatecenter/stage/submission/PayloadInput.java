package dev.updatecenter.stage.submission;

import java.util.ArrayList;
import java.util.List;

/**
 * A file that a release names, and what it is there.
 *
 * @param role under which key of {@code payload} it stands
 * @param input the path and its place
 */
record PayloadInput(InputRole role, Payload.Input input) {
  /**
   * Every file of a payload: the OEM custom package first, then key by key in the order written.
   */
  static List<PayloadInput> of(Payload payload) {
    List<PayloadInput> all = new ArrayList<>();
    payload.ocp().ifPresent(i -> all.add(new PayloadInput(InputRole.OCP, i)));
    payload.drivers().forEach(i -> all.add(new PayloadInput(InputRole.DRIVER, i)));
    payload.apps().forEach(i -> all.add(new PayloadInput(InputRole.APP, i)));
    payload.provisioning().forEach(i -> all.add(new PayloadInput(InputRole.PROVISIONING, i)));
    payload.files().forEach(f -> all.add(new PayloadInput(InputRole.FILE, f.source())));
    return all;
  }

  /** Whether a copy was taken of this. */
  boolean isTakenAs(SubmittedFile file) {
    return file.role() == role
        && (file.shownAs().equals(input.path()) || file.shownAs().equals(folderName()));
  }

  /** The name of a folder in findings: what ends with {@code /} was packed from one. */
  String folderName() {
    return input.path().endsWith("/") ? input.path() : input.path() + "/";
  }
}
