package dev.updatecenter.stage.validation.approval;

/**
 * A recorded document that does not count.
 *
 * @param by whose it claims to be; empty where it cannot be read
 * @param why what is wrong with it
 */
public record VoidApproval(String by, String why) {}
