//! Where the server is. Text goes to this computer and nowhere else, unless the user says otherwise in so many words.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};

/// How far text may travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To a server on this computer: 127.0.0.0/8, ::1 or `localhost`.
    ThisComputer,
    /// Also to another computer, unencrypted.
    AnotherComputer,
}

/// Why an address is not taken. Does not repeat the address, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not `http://HOST:PORT/PATH`.
    #[error("the address of the llm reader is not of the form http://127.0.0.1:PORT/v1")]
    Form,
    /// `https` and others.
    #[error(
        "the llm reader speaks http only; for an encrypted way to another computer use a tunnel that ends on this one"
    )]
    Scheme,
    /// A user name or password before the host.
    #[error(
        "the address of the llm reader holds a user name or password; put a key into a file and name it with --llm-key-file"
    )]
    Password,
    /// The host is not this computer.
    #[error("the llm reader's address is not on this computer, and documents are not sent elsewhere")]
    AnotherComputer,
}

/// A server's address, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    host: Host,
    port: u16,
    /// Without a slash at the end.
    path: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Host {
    /// Never looked up: always 127.0.0.1, then ::1.
    Localhost,
    Number(IpAddr),
    /// Only with [`Reach::AnotherComputer`].
    Name(String),
}

impl Address {
    /// The server's address from `http://HOST[:PORT][/PATH]`; no path means `/v1`. Looks nothing up.
    ///
    /// # Errors
    /// [`AddressError`].
    pub fn parse(url: &str, reach: Reach) -> Result<Address, AddressError> {
        if !url.bytes().all(|byte| byte.is_ascii_graphic()) || url.contains(['?', '#', '\\', '"', '<', '>']) {
            return Err(AddressError::Form);
        }
        let (scheme, rest) = url.split_once("://").ok_or(AddressError::Form)?;
        if !scheme.eq_ignore_ascii_case("http") {
            return Err(AddressError::Scheme);
        }
        let (place, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
        if place.contains('@') {
            return Err(AddressError::Password);
        }
        let (host, port) = split_port(place)?;
        let host = Host::parse(host)?;
        if reach == Reach::ThisComputer && !host.is_this_computer() {
            return Err(AddressError::AnotherComputer);
        }
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix("/chat/completions").unwrap_or(path);
        let path = if path.is_empty() { "/v1" } else { path };
        Ok(Address { host, port, path: path.to_owned() })
    }

    /// Where to connect to. Only the name of another computer is looked up.
    pub fn sockets(&self) -> std::io::Result<Vec<SocketAddr>> {
        let numbers: Vec<IpAddr> = match &self.host {
            Host::Localhost => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
            Host::Number(number) => vec![*number],
            Host::Name(name) => return (name.as_str(), self.port).to_socket_addrs().map(Iterator::collect),
        };
        Ok(numbers.into_iter().map(|number| SocketAddr::new(number, self.port)).collect())
    }

    /// Whether text that goes there stays on this computer.
    pub fn is_this_computer(&self) -> bool {
        self.host.is_this_computer()
    }

    /// `HOST:PORT`, for messages and for the `Host` header.
    pub fn shown(&self) -> String {
        match &self.host {
            Host::Localhost => format!("localhost:{}", self.port),
            Host::Number(number) => SocketAddr::new(*number, self.port).to_string(),
            Host::Name(name) => format!("{name}:{}", self.port),
        }
    }

    /// The path of the server's interface, such as `/v1`.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl Host {
    fn parse(host: &str) -> Result<Host, AddressError> {
        if let Some(number) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            return number.parse().map(|number| Host::Number(IpAddr::V6(number))).map_err(|_| AddressError::Form);
        }
        if let Ok(number) = host.parse::<Ipv4Addr>() {
            return Ok(Host::Number(number.into()));
        }
        let is_name = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
        match host {
            _ if host.eq_ignore_ascii_case("localhost") => Ok(Host::Localhost),
            _ if is_name => Ok(Host::Name(host.to_owned())),
            _ => Err(AddressError::Form),
        }
    }

    fn is_this_computer(&self) -> bool {
        match self {
            Host::Localhost => true,
            Host::Number(number) => number.to_canonical().is_loopback(),
            Host::Name(_) => false,
        }
    }
}

/// Host and port, which is 80 when none is given.
fn split_port(place: &str) -> Result<(&str, u16), AddressError> {
    let colon = place.rfind(':').filter(|&colon| !place.get(colon..).unwrap_or_default().contains(']'));
    let Some(colon) = colon else { return Ok((place, 80)) };
    let (host, port) = place.split_at(colon);
    let port = port.trim_start_matches(':').parse().ok().filter(|port| *port != 0);
    port.map(|port| (host, port)).ok_or(AddressError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(url: &str) -> Result<String, AddressError> {
        let address = Address::parse(url, Reach::ThisComputer)?;
        assert!(address.sockets().unwrap().iter().all(|socket| socket.ip().to_canonical().is_loopback()));
        Ok(format!("{}{}", address.shown(), address.path()))
    }

    #[test]
    fn this_computer_by_number_and_by_name() {
        assert_eq!(here("http://127.0.0.1:8080"), Ok("127.0.0.1:8080/v1".to_owned()));
        assert_eq!(here("HTTP://LocalHost/v1/chat/completions"), Ok("localhost:80/v1".to_owned()));
        assert_eq!(here("http://[::1]:11434/api/v1/"), Ok("[::1]:11434/api/v1".to_owned()));
        assert_eq!(here("http://127.9.9.9:1/v1"), Ok("127.9.9.9:1/v1".to_owned()));
        assert_eq!(here("http://[::ffff:127.0.0.1]:80/v1"), Ok("[::ffff:127.0.0.1]:80/v1".to_owned()));
    }

    #[test]
    fn other_computers_are_refused_however_they_are_written() {
        let others = [
            "http://192.0.2.7:8080/v1",
            "http://0.0.0.0:8080/v1",
            "http://[::]:8080/v1",
            "http://[2001:db8::1]/v1",
            "http://[::ffff:192.0.2.7]/v1",
            "http://example.org/v1",
            "http://localhost.example.org/v1",
            "http://127.0.0.1.example.org/v1",
            "http://127.1:80/v1",
            "http://2130706433/v1",
            "http://0x7f.0.0.1/v1",
        ];
        for other in others {
            assert_eq!(here(other), Err(AddressError::AnotherComputer), "{other}");
        }
        assert!(Address::parse("http://192.0.2.7:8080/v1", Reach::AnotherComputer).is_ok());
    }

    #[test]
    fn what_is_no_plain_address_is_refused() {
        assert_eq!(here("https://127.0.0.1/v1"), Err(AddressError::Scheme));
        assert_eq!(here("http://someone:word@127.0.0.1/v1"), Err(AddressError::Password));
        assert_eq!(here("http://127.0.0.1@192.0.2.7/v1"), Err(AddressError::Password));
        let forms = [
            "127.0.0.1:80",
            "http://",
            "http://127.0.0.1:0",
            "http://127.0.0.1:x",
            "http://127.0.0.1:80:81/",
            "http://127.0.0.1/a b",
            "http://127.0.0.1/\r\nX: y",
            "http://127.0.0.1/?a",
            "http://[127.0.0.1]/",
            "http:///v1",
            "http://127.0.0.1\\.example.org/",
        ];
        for form in forms {
            assert_eq!(here(form), Err(AddressError::Form), "{form}");
        }
    }
}
