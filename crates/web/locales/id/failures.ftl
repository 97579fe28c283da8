# Words of the desk, Indonesian: failures. Origin: the project. Licence: MIT OR Apache-2.0.
failure-stranger = Halaman ini tertutup.
hint-failure-stranger = Setiap tautan membuka meja satu kali. Untuk tautan baru, tekan Enter di tempat `saksi serve` berjalan.
failure-forged = Formulir ini tidak berasal dari meja.
hint-failure-forged = Tidak ada yang berubah. Buka kembali halamannya dan ulangi.
failure-unfit = Formulir tidak lengkap.
hint-failure-unfit = Tidak ada yang berubah. Kembali dan isi yang kurang.
failure-missing = Tidak ada halaman seperti itu.
hint-failure-missing = Menu di atas menuju ke semua halaman.
failure-locked = Kasus terkunci.
hint-failure-locked = Kuncinya sudah dilupakan. Jalankan `saksi serve` lagi dan berikan frasa sandi Anda.
failure-not-found = Ini tidak ada dalam kasus.
hint-failure-not-found = Mungkin sudah dikeluarkan, atau alamatnya tidak lengkap.
failure-refused = Ini tidak dilakukan.
hint-failure-refused = Tidak ada yang berubah.
failure-broken = Ada yang salah dalam program.
hint-failure-broken = Apa yang sudah diakui aman. Mohon laporkan apa yang Anda lakukan.
back-to-inbox = Ke kotak masuk
