# Words of the desk, Indonesian: search. Origin: the project. Licence: MIT OR Apache-2.0.
search-title = Cari
search-words = Kata
search-help = Semua kata harus ada dalam dokumen. Tulis frasa di antara tanda kutip; akhiri kata dengan * untuk awalannya.
search-person = Hanya nama orang
search-purpose = Untuk apa (dicatat bila menemukan orang menurut nama)
search = Cari
search-recorded = Pencarian ini menemukan orang menurut nama dan dicatat dalam riwayat.
search-none = Tidak ada yang ditemukan.
search-none-hint = Coba lebih sedikit kata, atau awal kata dengan *.
people = Orang
documents = Dokumen
