//! Who works here and where the desk is connected.

use super::connection::Place;
use super::{Connection, DirectConnection, Effect, Epoch, Options, Owner, Reply, answer, closed};
use crate::ports::{Kept, PracticeService};
use crate::project::error::{key_trouble, wire_error};
use crate::project::report::{contract, contract_code};
use crate::wire::{
    Code, Connect, ContractCode, Disconnect, Environment, EnvironmentView, KeyKeptIn, Nothing, WireError,
};
use collate::{Address, Answer, ApiError, Client, Contract, Page};
use engine::link::Ended;
use engine::time::Now;
use vault::{Account, ApiKey, KeyFound, KeyTrouble};

const PRODUCTION: &str = "https://api.trycollate.ai";
const SANDBOX: &str = "https://api.sandbox.trycollate.ai";
/// The longest name a person may have here, in characters.
const LONGEST_NAME: usize = 80;

/// What a person is connecting to, while it is tried out.
pub(crate) struct Trying {
    place: Place,
    key: ApiKey,
    keep: bool,
    reply: Reply<Nothing>,
    paused: Option<Box<Connection>>,
    page: Option<Result<Answer<Page>, ApiError>>,
}

impl Trying {
    pub(crate) fn environment(&self) -> Environment {
        self.place.environment
    }

    /// Whether the key was accepted and is being kept.
    pub(crate) fn waits_for_keyring(&self) -> bool {
        self.page.is_some()
    }
}

/// There is no connection: what the connect page begins with.
#[derive(Default)]
pub(crate) struct SignedOut {
    pub(crate) remembered: Option<Environment>,
    /// Whether the keyring should have a key for it.
    pub(crate) key_kept: bool,
    pub(crate) problem: Option<WireError>,
    /// The connection whose key was refused: another key for the same place goes on with it.
    paused: Option<Box<Connection>>,
}

impl SignedOut {
    fn from(environment: Environment) -> Self {
        Self { remembered: Some(environment), ..Self::default() }
    }
}

pub(crate) enum Session {
    SignedOut(SignedOut),
    /// The keyring is asked for the key of last time.
    FindingKey(Place, Option<Box<Connection>>),
    /// The embedded service starts.
    StartingPractice(Option<Reply<Nothing>>),
    Trying(Box<Trying>),
    Connected(Box<Connection>),
}

impl Default for Session {
    fn default() -> Self {
        Self::SignedOut(SignedOut::default())
    }
}

impl Session {
    pub(crate) fn connection(&self) -> Option<&Connection> {
        match self {
            Self::Connected(connection) => Some(connection),
            _ => None,
        }
    }

    pub(crate) fn connection_mut(&mut self) -> Option<&mut Connection> {
        match self {
            Self::Connected(connection) => Some(connection),
            _ => None,
        }
    }
}

/// What the connect page offers.
pub(crate) fn environments(durable: bool, allow_test: bool, kept: &Kept) -> Vec<EnvironmentView> {
    let host = |address: &str| address.strip_prefix("https://").map(str::to_owned);
    let contract = |environment| kept.contracts.get(&environment).copied().unwrap_or_default();
    let open = |environment, host| EnvironmentView { environment, host, closed: None, contract: contract(environment) };
    let mut all = vec![
        EnvironmentView { closed: closed(durable), ..open(Environment::Production, host(PRODUCTION)) },
        open(Environment::Sandbox, host(SANDBOX)),
        open(Environment::Practice, None),
    ];
    if allow_test {
        all.push(open(Environment::Test, None));
    }
    all
}

impl Owner {
    /// How the program starts: with the connection it is given, with practice, or with that of last time.
    pub(crate) fn begin(&mut self, options: Options, now: Now) {
        if let Some(DirectConnection { name, address, contract, key }) = options.direct {
            let place = Place { environment: Environment::Test, name, address, contract };
            self.establish(place, key, KeyKeptIn::ThisSession, None, now);
            return;
        }
        let remembered = if options.practice { Some(Environment::Practice) } else { self.kept.environment };
        let keeps_key = matches!(remembered, Some(Environment::Sandbox | Environment::Production));
        self.session = Session::SignedOut(SignedOut { remembered, key_kept: keeps_key, ..SignedOut::default() });
        if self.kept.operator.is_none() || (self.kept.left && !options.practice) {
            return;
        }
        match remembered {
            Some(Environment::Practice) => self.start_practice(self.kept_contract(Environment::Practice), None),
            // What cannot be found again begins with the connect page.
            Some(environment) if keeps_key => drop(self.find_key(environment)),
            _ => {}
        }
    }

    /// Asks the keyring once more for the key of last time: it may have been unlocked meanwhile.
    pub(crate) fn reconnect(&mut self) -> Result<Nothing, WireError> {
        self.idle()?;
        let Session::SignedOut(SignedOut { remembered: Some(environment), .. }) = self.session else {
            return Err(WireError::nothing_sent(Code::NotPossibleNow));
        };
        self.find_key(environment)?;
        self.keyring_asked = false;
        self.views.touch_desk();
        Ok(Nothing {})
    }

    fn find_key(&mut self, environment: Environment) -> Result<(), WireError> {
        let place = self.place(environment, None, contract(self.kept_contract(environment)))?;
        self.epoch = Epoch(self.epoch.0 + 1);
        self.effects.push_back(Effect::FindKey(self.epoch, place.account()));
        let paused = self.take_paused();
        self.session = Session::FindingKey(place, paused);
        Ok(())
    }

    pub(crate) fn set_operator(&mut self, name: &str, now: Now) -> Result<Nothing, WireError> {
        let name = name.trim();
        let sound = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
        if !sound {
            return Err(WireError::nothing_sent(Code::NameMissing));
        }
        self.keep(|kept| kept.operator = Some(name.to_owned()));
        if let Some(connection) = self.session.connection_mut() {
            connection.operator = name.to_owned();
        }
        self.next_tick = now.boot;
        Ok(Nothing {})
    }

    /// The name that goes on every decision.
    pub(crate) fn operator(&self) -> Result<String, WireError> {
        self.kept.operator.clone().ok_or_else(|| WireError::nothing_sent(Code::NameMissing))
    }

    /// A connection is begun by somebody who gave a name, and only where none is open or being made.
    fn idle(&self) -> Result<(), WireError> {
        self.operator()?;
        match self.session {
            Session::SignedOut(_) => Ok(()),
            _ => Err(WireError::nothing_sent(Code::NotPossibleNow)),
        }
    }

    /// A person connects with a key: it is tried first, kept only when it is accepted.
    pub(crate) fn connect(&mut self, intent: Connect, reply: Reply<Nothing>) {
        let key = match ApiKey::new(intent.key.into_text()) {
            Ok(key) => key,
            Err(_) => return answer(reply, Err(WireError::nothing_sent(Code::KeyMalformed))),
        };
        let ready = self
            .idle()
            .and_then(|()| self.place(intent.environment, intent.address.as_deref(), contract(intent.contract)));
        let place = match ready {
            Ok(place) => place,
            Err(error) => return answer(reply, Err(error)),
        };
        match Client::new(place.address.clone(), &key) {
            Ok(client) => {
                self.epoch = Epoch(self.epoch.0 + 1);
                let request = place.contract.list(FIRST_PAGE, None);
                self.effects.push_back(Effect::ReadPage(self.epoch, client.into(), request));
                let paused = self.take_paused();
                let trying = Trying { place, key, keep: intent.keep, reply, paused, page: None };
                self.session = Session::Trying(Box::new(trying));
                self.views.touch_desk();
            }
            Err(error) => answer(reply, Err(wire_error(&error))),
        }
    }

    /// The first page came, or did not: the key is good, or the person is told why not.
    pub(crate) fn tried(&mut self, mut trying: Trying, result: Result<Answer<Page>, ApiError>, now: Now) {
        let good = match &result {
            Ok(_) => true,
            // A service without a list has looked at the key all the same, and answered.
            Err(error) => error.is_absent(),
        };
        if !good {
            let error = result.err().map_or_else(|| WireError::nothing_sent(Code::NotUnderstood), |e| wire_error(&e));
            let out = SignedOut { paused: trying.paused, ..SignedOut::from(trying.place.environment) };
            self.session = Session::SignedOut(out);
            self.views.tell_now();
            answer(trying.reply, Err(error));
        } else if trying.keep {
            let account = trying.place.account();
            self.effects.push_back(Effect::KeepKey(self.epoch, account, trying.key.duplicate()));
            trying.page = Some(result);
            self.session = Session::Trying(Box::new(trying));
        } else {
            trying.page = Some(result);
            self.admit(trying, KeyKeptIn::ThisSession, now);
        }
        self.views.touch_desk();
    }

    pub(crate) fn key_kept(&mut self, epoch: Epoch, kept: Result<(), KeyTrouble>, now: Now) {
        if !self.is_current(epoch) {
            return;
        }
        match (std::mem::take(&mut self.session), kept) {
            (Session::Trying(trying), Ok(())) => self.admit(*trying, KeyKeptIn::Keyring, now),
            (Session::Trying(trying), Err(trouble)) => {
                let out = SignedOut { paused: trying.paused, ..SignedOut::from(trying.place.environment) };
                self.session = Session::SignedOut(out);
                answer(trying.reply, Err(key_trouble(trouble)));
            }
            (session, _) => self.session = session,
        }
        self.views.touch_desk();
    }

    fn admit(&mut self, trying: Trying, kept_in: KeyKeptIn, now: Now) {
        let Trying { place, key, reply, paused, page, .. } = trying;
        self.establish(place, key, kept_in, paused, now);
        if let Some(result) = page {
            self.swept(result, now);
        }
        answer(reply, Ok(Nothing {}));
    }

    pub(crate) fn key_found(&mut self, epoch: Epoch, found: KeyFound, now: Now) {
        if !self.is_current(epoch) {
            return;
        }
        match (std::mem::take(&mut self.session), found) {
            (Session::FindingKey(place, paused), KeyFound::Key(key)) => {
                self.establish(place, key, KeyKeptIn::Keyring, paused, now);
            }
            (Session::FindingKey(place, paused), found) => {
                let (key_kept, problem) = match found {
                    KeyFound::Trouble(trouble) => (true, key_trouble(trouble)),
                    _ => (false, WireError::nothing_sent(Code::KeyNotKept)),
                };
                let remembered = Some(place.environment);
                self.session = Session::SignedOut(SignedOut { remembered, key_kept, problem: Some(problem), paused });
            }
            (session, _) => self.session = session,
        }
        self.views.touch_desk();
    }

    fn kept_contract(&self, environment: Environment) -> ContractCode {
        self.kept.contracts.get(&environment).copied().unwrap_or_default()
    }

    pub(crate) fn start_practice(&mut self, speaks: ContractCode, reply: Option<Reply<Nothing>>) {
        if let Err(error) = self.idle() {
            if let Some(reply) = reply {
                answer(reply, Err(error));
            }
            return;
        }
        self.epoch = Epoch(self.epoch.0 + 1);
        self.effects.push_back(Effect::StartPractice(self.epoch, contract(speaks)));
        self.session = Session::StartingPractice(reply);
        self.views.touch_desk();
    }

    pub(crate) fn practice_started(&mut self, epoch: Epoch, service: Option<PracticeService>, now: Now) {
        if !self.is_current(epoch) {
            return;
        }
        let Session::StartingPractice(reply) = std::mem::take(&mut self.session) else { return };
        let place = service.and_then(|service| {
            let address = Address::parse(&service.address).ok().filter(Address::is_loopback)?;
            let place = Place {
                environment: Environment::Practice,
                name: "Practice".into(),
                address,
                contract: service.contract,
            };
            Some((place, service.key))
        });
        let result = match place {
            Some((place, key)) => {
                self.establish(place, key, KeyKeptIn::NoKey, None, now);
                Ok(Nothing {})
            }
            None => {
                let problem = WireError::nothing_sent(Code::PracticeFailed);
                let told = reply.is_none().then(|| problem.clone());
                self.session =
                    Session::SignedOut(SignedOut { problem: told, ..SignedOut::from(Environment::Practice) });
                Err(problem)
            }
        };
        if let Some(reply) = reply {
            answer(reply, result);
        }
        self.views.touch_desk();
    }

    /// Leaves the connection; nothing may be under way. A key that is to be forgotten goes first, so that a keyring that
    /// refuses is said where it was asked for.
    pub(crate) fn disconnect(&mut self, intent: Disconnect, reply: Reply<Nothing>, now: Now) {
        let Some(connection) = self.session.connection() else {
            return answer(reply, Ok(Nothing {}));
        };
        if connection.has_open_decision() && !connection.key_is_refused() {
            return answer(reply, Err(WireError::nothing_sent(Code::CommandOpen)));
        }
        if intent.forget_key && connection.key_kept_in == KeyKeptIn::Keyring {
            self.effects.push_back(Effect::RemoveKey(self.epoch, connection.place.account(), reply));
        } else {
            answer(reply, self.leave(now));
        }
    }

    pub(crate) fn key_removed(
        &mut self,
        epoch: Epoch,
        removed: Result<(), KeyTrouble>,
        reply: Reply<Nothing>,
        now: Now,
    ) {
        let result = match removed {
            Ok(()) if self.is_current(epoch) => {
                if let Some(connection) = self.session.connection_mut() {
                    connection.key_kept_in = KeyKeptIn::ThisSession;
                }
                self.keep(|kept| kept.environment = None);
                self.leave(now)
            }
            removed => removed.map(|()| Nothing {}).map_err(key_trouble),
        };
        answer(reply, result);
    }

    /// Where the key was refused nothing can be found out any more without another one: what is not settled waits for it.
    fn leave(&mut self, now: Now) -> Result<Nothing, WireError> {
        let Some(connection) = self.session.connection() else { return Ok(Nothing {}) };
        let refused = connection.key_is_refused();
        if connection.has_open_decision() && !refused {
            return Err(WireError::nothing_sent(Code::CommandOpen));
        }
        let (environment, kept_in) = (connection.place.environment, connection.key_kept_in);
        // Of a test connection the address is not remembered, and without it the key cannot be found.
        let key_kept = kept_in == KeyKeptIn::Keyring && self.place(environment, None, Contract::B1).is_ok();
        let paused = self.end_connection(Ended::SignedOut).filter(|_| refused).map(|mut connection| {
            connection.pause(now);
            connection
        });
        self.session = Session::SignedOut(SignedOut { key_kept, paused, ..SignedOut::from(environment) });
        self.keep(|kept| kept.left = true);
        Ok(Nothing {})
    }

    /// The program ends: every link goes, and the loop with it.
    pub(crate) fn quit(&mut self, reply: tokio::sync::oneshot::Sender<()>, _now: Now) {
        self.end_connection(Ended::Quit);
        self.ending = true;
        // Nobody waiting is no error.
        let _ = reply.send(());
    }

    fn end_connection(&mut self, reason: Ended) -> Option<Box<Connection>> {
        if let Some(connection) = self.session.connection_mut() {
            connection.discard_links(reason, &mut self.effects);
        }
        self.epoch = Epoch(self.epoch.0 + 1);
        self.views.forget_cases();
        match std::mem::take(&mut self.session) {
            Session::Connected(connection) => Some(connection),
            _ => None,
        }
    }

    fn take_paused(&mut self) -> Option<Box<Connection>> {
        match &mut self.session {
            Session::SignedOut(out) => out.paused.take(),
            _ => None,
        }
    }

    fn establish(&mut self, place: Place, key: ApiKey, kept_in: KeyKeptIn, paused: Option<Box<Connection>>, now: Now) {
        let environment = place.environment;
        let remembered = Some(environment);
        let speaks = contract_code(place.contract);
        let connection = match paused.filter(|paused| paused.place.is_same(&place)) {
            Some(mut paused) => paused.resume(key, kept_in, now).map(|()| (paused, false)),
            None => Connection::new(place, key, kept_in, now).map(|connection| (Box::new(connection), true)),
        };
        match connection {
            Ok((mut connection, new)) => {
                self.epoch = Epoch(self.epoch.0 + 1);
                connection.mappings = self.kept.mappings.clone();
                connection.largest_file = self.kept.largest_file;
                connection.operator = self.kept.operator.clone().unwrap_or_default();
                connection.writer = self.writer(&connection.place);
                self.session = Session::Connected(connection);
                self.begin_remembering();
                if new || !self.journal_is_read() {
                    self.ask_for_kept();
                } else {
                    self.recall();
                }
                if self.kept_contract(environment) != speaks {
                    self.keep(|kept| {
                        kept.contracts.insert(environment, speaks);
                    });
                }
                // A test connection and a key that is not kept begin anew next time.
                if kept_in != KeyKeptIn::ThisSession {
                    self.keep(|kept| {
                        kept.environment = remembered;
                        kept.left = false;
                    });
                }
            }
            Err(error) => {
                let problem = Some(wire_error(&error));
                self.session = Session::SignedOut(SignedOut { problem, ..SignedOut::from(environment) });
            }
        }
        self.next_tick = now.boot;
        self.views.touch_everything();
    }

    pub(crate) fn place(
        &self,
        environment: Environment,
        address: Option<&str>,
        contract: Contract,
    ) -> Result<Place, WireError> {
        let refused = || WireError::nothing_sent(Code::AddressRefused);
        let closed = || WireError::nothing_sent(Code::EnvironmentClosed);
        let (name, address) = match environment {
            Environment::Production if super::closed(self.is_durable()).is_some() => return Err(closed()),
            Environment::Production => ("Production", PRODUCTION),
            Environment::Sandbox => ("Sandbox", SANDBOX),
            Environment::Test if self.allow_test => ("Test", address.ok_or_else(refused)?),
            Environment::Practice | Environment::Test => return Err(closed()),
        };
        let address = Address::parse(address).map_err(|_| refused())?;
        if environment == Environment::Test && !address.is_loopback() {
            return Err(refused());
        }
        Ok(Place { environment, name: name.into(), address, contract })
    }
}

/// Rows of a page that is asked for.
pub(crate) const FIRST_PAGE: u8 = 100;

impl Place {
    /// Where its key is kept: bound to environment and address.
    pub(crate) fn account(&self) -> Account {
        let word = match self.environment {
            Environment::Production => "production",
            Environment::Sandbox => "sandbox",
            Environment::Practice => "practice",
            Environment::Test => "test",
        };
        Account::new(word, self.address.as_str())
    }
}
