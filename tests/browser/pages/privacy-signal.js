// A browser whose owner asks every site not to profile them.
Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true });
