// Collects every refusal of the content security policy, so that a test can assert there was none. Runs before all else.
window.__cspViolations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.__cspViolations.push({
    directive: event.effectiveDirective,
    blocked: event.blockedURI,
    sample: event.sample,
    at: `${event.sourceFile}:${event.lineNumber}`,
  });
});
