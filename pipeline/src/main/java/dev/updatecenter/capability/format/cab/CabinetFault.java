package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/** Every way a cabinet can be wrong, one code a kind. Names are judged in the root of format. */
enum CabinetFault {
  NOT_A_CABINET("UC3001", "It does not begin like a cabinet."),
  BAD_HEADER("UC3002", "The header contradicts MS-CAB or itself."),
  TRUNCATED("UC3003", "The file was cut, likely by a copy that did not end."),
  NO_FOLDERS("UC3004", "A cabinet without folders has no content."),
  NO_FILES("UC3005", "A cabinet without files has nothing to install."),
  BAD_FOLDER_INDEX("UC3006", "A file points to a folder that is not there."),
  PART_OF_A_SET("UC3007", "An update must be whole in one file."),
  UNKNOWN_COMPRESSION("UC3009", "Its content cannot be checked here."),
  BAD_CHECKSUM("UC3010", "The content is not what was packed."),
  BAD_BLOCK("UC3011", "The content cannot be unpacked."),
  BAD_FILE_RANGE("UC3012", "A file lies outside its folder, or on top of another."),
  BOMB("UC3017", "It unpacks to far more than it is: a device would run out of space."),
  TOO_LARGE("UC3018", "It unpacks to more than is allowed."),
  NESTED_TOO_DEEP("UC3019", "Cabinets lie inside cabinets beyond what an update needs."),
  TRAILING_BYTES("UC3020", "Bytes that belong to nothing are not covered by a signature's digest."),
  BAD_SIGNATURE_POINTER("UC3021", "The reserve points to a signature that cannot be there."),
  BAD_NAME_ENCODING("UC3022", "The name cannot be decoded, so it cannot be judged."),
  CANNOT_BE_WRITTEN("UC3023", "MS-CAB has no way to store it."),
  QUANTUM("UC3024", "Nothing has written Quantum for decades; its content is not checked here."),
  SET_MEMBER_MISSING("UC3025", "A set can be read only if all its cabinets lie in one folder."),
  SET_DOES_NOT_FIT("UC3026", "Cabinets of different sets make content that nobody packed."),
  SET_NAME("UC3027", "A header must not lead a reader to files of another folder.");

  private final String code;
  private final String why;

  CabinetFault(String code, String why) {
    this.code = code;
    this.why = why;
  }

  String code() {
    return code;
  }

  Finding finding(String message) {
    return Finding.error(code, "", message).because(why);
  }

  MalformedPackageException exception(String message) {
    return new MalformedPackageException(List.of(finding(message)));
  }
}
